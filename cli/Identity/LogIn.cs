using System.Text.Json;
using Duende.IdentityModel.Client;
using Workforce.Cli.Errors;
using Workforce.Identity;

namespace Workforce.Cli.Identity;

/// <summary>
/// A person's log-in at the city's identity provider, by the device flow (RFC 8628). Its tokens are kept in a file of the user's own, which no one else
/// may read, and renewed by the refresh token.
/// </summary>
public sealed class LogIn
{
    private const string Scope = "openid profile offline_access workforce";

    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(30);

    private readonly Lock _starting = new();
    private Tokens _tokens;
    private Task? _renewal;

    private LogIn(Tokens tokens) => _tokens = tokens;

    /// <summary>Below <c>XDG_CONFIG_HOME</c>, by default <c>~/.config</c>.</summary>
    public static string File { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify), "aspire-workforce", "login.json");

    /// <returns>Null when no one has logged in.</returns>
    /// <exception cref="BadInputException">The file cannot be read.</exception>
    public static LogIn? Stored()
    {
        if (!System.IO.File.Exists(File))
            return null;
        try
        {
            return new LogIn(JsonSerializer.Deserialize<Tokens>(System.IO.File.ReadAllText(File)) ?? throw new JsonException());
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{File} cannot be read: delete it and log in again");
        }
    }

    /// <summary>Logs a person in.</summary>
    /// <param name="authority">The provider, by the address that its tokens name as issuer.</param>
    /// <param name="show">Shows where to go with a browser, and the code to type there.</param>
    /// <exception cref="NotAllowedException">The provider or the person refuses, or the time for it is over.</exception>
    /// <exception cref="NotRunningException">The provider does not answer.</exception>
    public static async Task<LogIn> StartAsync(string authority, string clientId, Action<string, string> show, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var provider = await DiscoverAsync(client, authority, cancellation);
        using var request = new DeviceAuthorizationRequest { Address = provider.DeviceAuthorizationEndpoint, ClientId = clientId, Scope = Scope };
        var device = await client.RequestDeviceAuthorizationAsync(request, cancellation);
        if (device.IsError)
            throw new NotAllowedException($"{authority} does not let {clientId} log in: {device.Error} {device.ErrorDescription}");
        show(device.VerificationUriComplete ?? device.VerificationUri!, device.UserCode!);
        var logIn = new LogIn(await PollAsync(client, provider.TokenEndpoint!, authority, clientId, device, cancellation));
        logIn.Store();
        return logIn;
    }

    /// <summary>The access token, renewed where it is about to end.</summary>
    /// <exception cref="NotAllowedException">It cannot be renewed.</exception>
    /// <exception cref="NotRunningException">The provider does not answer.</exception>
    public async ValueTask<string?> TokenAsync(CancellationToken cancellation)
    {
        if (IsValid)
            return _tokens.Access;
        Task renewal;
        // Calls of the same moment share one: a provider may take the second use of a refresh token for that of a thief.
        lock (_starting)
            renewal = _renewal is { IsCompleted: false } ? _renewal : _renewal = RenewAsync();
        await renewal.WaitAsync(cancellation);
        return _tokens.Access;
    }

    private bool IsValid => _tokens.Until - Spare > TimeProvider.System.GetUtcNow();

    private async Task RenewAsync()
    {
        // Another command may have done it.
        if (Stored() is { IsValid: true } stored)
            _tokens = stored._tokens;
        if (IsValid)
            return;
        if (_tokens.Refresh is null)
            throw new NotAllowedException("the log-in has ended: workforce login again");
        using var client = new HttpClient();
        var provider = await DiscoverAsync(client, _tokens.Authority, CancellationToken.None);
        using var request = new RefreshTokenRequest { Address = provider.TokenEndpoint, ClientId = _tokens.ClientId, RefreshToken = _tokens.Refresh };
        var answer = await client.RequestRefreshTokenAsync(request, CancellationToken.None);
        if (answer.IsError)
            throw new NotAllowedException($"the log-in cannot be renewed ({answer.Error}): workforce login again");
        _tokens = TokensOf(answer, _tokens.Authority, _tokens.ClientId, _tokens.Refresh);
        Store();
    }

    private static async Task<Tokens> PollAsync(
        HttpClient client, string endpoint, string authority, string clientId, DeviceAuthorizationResponse device, CancellationToken cancellation)
    {
        var interval = TimeSpan.FromSeconds(device.Interval);
        while (true)
        {
            await Task.Delay(interval, cancellation);
            using var request = new DeviceTokenRequest { Address = endpoint, ClientId = clientId, DeviceCode = device.DeviceCode! };
            var answer = await client.RequestDeviceTokenAsync(request, cancellation);
            switch (answer.Error)
            {
                case null when !answer.IsError:
                    return TokensOf(answer, authority, clientId, answer.RefreshToken);
                case "authorization_pending":
                    continue;
                case "slow_down":
                    interval += TimeSpan.FromSeconds(5);
                    continue;
                case "expired_token":
                    throw new NotAllowedException("the code was not used in time: workforce login again");
                default:
                    throw new NotAllowedException($"not logged in: {answer.Error} {answer.ErrorDescription}");
            }
        }
    }

    private static async Task<DiscoveryDocumentResponse> DiscoverAsync(HttpClient client, string authority, CancellationToken cancellation)
    {
        try
        {
            return await Provider.DiscoverAsync(client, authority, cancellation);
        }
        catch (HttpRequestException fault)
        {
            throw new NotRunningException(fault.Message);
        }
    }

    private static Tokens TokensOf(TokenResponse answer, string authority, string clientId, string? refresh) => new(
        authority, clientId, answer.AccessToken!, TimeProvider.System.GetUtcNow().AddSeconds(answer.ExpiresIn), answer.RefreshToken ?? refresh);

    private void Store()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        PrivateFile.Write(File, JsonSerializer.SerializeToUtf8Bytes(_tokens), overwrite: true);
    }

    private sealed record Tokens(string Authority, string ClientId, string Access, DateTimeOffset Until, string? Refresh);
}
