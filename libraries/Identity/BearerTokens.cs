using System.Net.Http.Headers;

namespace Workforce.Identity;

/// <summary>Sends a token with every call.</summary>
/// <param name="tokenFor">The token for a path, for example <c>/workforce.registry.v1.CityService/GetCity</c>; null for none.</param>
/// <param name="refused">Gets a token that the other side did not accept.</param>
public sealed class BearerTokens(Func<string, CancellationToken, ValueTask<string?>> tokenFor, Action<string>? refused = null) : DelegatingHandler
{
    // UNAUTHENTICATED. A call that fails before its first message has its status beside the headers.
    private const string Unauthenticated = "16";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // A call may bring its own.
        if (request.Headers.Authorization is not null || await tokenFor(request.RequestUri!.AbsolutePath, cancellationToken) is not { } token)
            return await base.SendAsync(request, cancellationToken);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Headers.TryGetValues("grpc-status", out var status) && status.Contains(Unauthenticated))
            refused?.Invoke(token);
        return response;
    }
}
