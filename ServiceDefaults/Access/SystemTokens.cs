using Microsoft.Extensions.Options;
using Workforce.Access.V1;
using Workforce.Identity;

namespace Workforce.ServiceDefaults.Access;

/// <summary>The token with which this service calls others, in the role <c>system</c>: of the set-up key, else by client credentials.</summary>
internal sealed class SystemTokens(IOptions<AccessOptions> options, ServiceName service, IHttpClientFactory clients) : IDisposable
{
    public const string HttpClient = "identity provider";

    // Taken for a call, it must still be valid when it arrives.
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(60);

    private readonly AccessOptions _access = options.Value;
    private readonly Lazy<SetupKey> _key = new(() => SetupKey.Read(options.Value.SetupKey!));
    private readonly SemaphoreSlim _getting = new(1, 1);
    private (string Token, DateTimeOffset Until)? _current;

    /// <exception cref="HttpRequestException">The provider cannot be reached, or refuses.</exception>
    public async ValueTask<string?> GetAsync(CancellationToken cancellation)
    {
        if (Valid is { } token)
            return token;
        await _getting.WaitAsync(cancellation);
        try
        {
            if (Valid is { } got)
                return got;
            _current = _access.SetupKey is null ? await RequestAsync(cancellation) : Sign();
            return _current.Value.Token;
        }
        finally
        {
            _getting.Release();
        }
    }

    public void Dispose() => _getting.Dispose();

    // Lifetimes of tokens are real time, whatever the story's clock shows.
    private string? Valid => _current is { } current && current.Until - Spare > TimeProvider.System.GetUtcNow() ? current.Token : null;

    private (string, DateTimeOffset) Sign()
    {
        var token = new SetupToken($"service:{service.Value}", service.Value, [Role.System], [SetupToken.EveryCity]) { Audience = _access.Audience };
        return (_key.Value.Sign(token), TimeProvider.System.GetUtcNow() + token.Lifetime);
    }

    private async Task<(string, DateTimeOffset)> RequestAsync(CancellationToken cancellation)
    {
        var id = _access.Client.Id ?? throw new InvalidOperationException("Access:Client:Id is not set: as whom does this service call others?");
        using var client = clients.CreateClient(HttpClient);
        return await new ClientCredentials(_access.Authority!, id, _access.Client.Secret, _access.Client.Scope).RequestAsync(client, cancellation);
    }
}
