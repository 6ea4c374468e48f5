using System.Diagnostics;
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

    // Of a provider whose tokens a peer refuses at all, one is asked for no more often.
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(5);

    private readonly AccessOptions _access = options.Value;
    private readonly Lazy<SetupKey> _key = new(() => SetupKey.Read(options.Value.SetupKey!));
    private readonly SemaphoreSlim _getting = new(1, 1);
    private Current? _current;

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
            var (requested, until) = _access.SetupKey is null ? await RequestAsync(cancellation) : Sign();
            _current = new Current(requested, until, Stopwatch.GetTimestamp());
            return requested;
        }
        finally
        {
            _getting.Release();
        }
    }

    /// <summary>A peer refused a token that is not over: its key was withdrawn, or it was denied. The next call gets another.</summary>
    public void Drop(string token)
    {
        if (_current is { } current && current.Token == token && Stopwatch.GetElapsedTime(current.Since) > Shortest)
            _current = null;
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

    private sealed record Current(string Token, DateTimeOffset Until, long Since);
}
