using Workforce.Cli.Errors;
using Workforce.Identity;

namespace Workforce.Cli.Identity;

/// <summary>As which program a command calls where no person has logged in, by the environment: a timer's job, the commands of the dashboard.</summary>
public sealed class ClientLogIn(ClientCredentials credentials)
{
    private (string Token, DateTimeOffset Until)? _current;

    /// <returns>Null when the environment names none.</returns>
    public static ClientLogIn? FromEnvironment()
    {
        string? Of(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
        return Of("WORKFORCE_AUTHORITY") is { } authority && Of("WORKFORCE_CLIENT_ID") is { } id && Of("WORKFORCE_CLIENT_SECRET") is { } secret
            ? new ClientLogIn(new ClientCredentials(authority, id, secret, Of("WORKFORCE_SCOPE") ?? AccessClaims.EveryScope))
            : null;
    }

    /// <exception cref="NotAllowedException">The provider cannot be reached, or refuses.</exception>
    public async ValueTask<string?> TokenAsync(CancellationToken cancellation)
    {
        if (_current is { } current && current.Until > TimeProvider.System.GetUtcNow().AddSeconds(30))
            return current.Token;
        using var client = new HttpClient();
        try
        {
            _current = await credentials.RequestAsync(client, cancellation);
            return _current.Value.Token;
        }
        catch (HttpRequestException fault)
        {
            throw new NotAllowedException(fault.Message);
        }
    }
}
