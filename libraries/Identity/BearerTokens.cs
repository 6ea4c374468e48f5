using System.Net.Http.Headers;

namespace Workforce.Identity;

/// <summary>Sends a token with every call.</summary>
/// <param name="tokenFor">The token for a path, for example <c>/workforce.registry.v1.CityService/GetCity</c>; null for none.</param>
public sealed class BearerTokens(Func<string, CancellationToken, ValueTask<string?>> tokenFor) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A call may bring its own.
        if (request.Headers.Authorization is null && await tokenFor(request.RequestUri!.AbsolutePath, cancellationToken) is { } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await base.SendAsync(request, cancellationToken);
    }
}
