using System.Net;
using System.Security.Cryptography;
using Duende.IdentityModel.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Workforce.Identity;
using Workforce.Testing;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Workforce.Access.Tests.Provider;

/// <summary>
/// A real OpenID Connect provider (OpenIddict) in this process: client credentials, device flow and refresh tokens; access tokens are signed JWTs.
/// While it is stopped it keeps its address, keys and tokens.
/// </summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    private readonly int _port = FreePort.Next();
    private readonly InMemoryDatabaseRoot _stored = new();
    private readonly SymmetricSecurityKey _encryption = new(RandomNumberGenerator.GetBytes(32));

    // The first signs.
    private readonly List<RsaSecurityKey> _keys = [CreateKey()];
    private TimeSpan _accessTokenLifetime = TimeSpan.FromHours(1);
    private WebApplication? _running;

    /// <summary>Where it answers; its tokens name it as issuer.</summary>
    public string Authority => $"http://127.0.0.1:{_port}/";

    /// <summary>Of the tokens that are issued from now on.</summary>
    public TimeSpan AccessTokenLifetime
    {
        get => _accessTokenLifetime;
        set
        {
            _accessTokenLifetime = value;
            ReadOptionsAnew();
        }
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Drops the addresses in appsettings.json, which are a service's.
            kestrel.Configure();
            kestrel.Listen(IPAddress.Loopback, _port);
        });
        builder.Services.AddDbContext<DbContext>(options => options
            .UseInMemoryDatabase("provider", _stored)
            .ConfigureWarnings(warnings => warnings.Ignore(InMemoryEventId.TransactionIgnoredWarning))
            .UseOpenIddict());
        builder.Services.AddAuthentication();
        builder.Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<DbContext>().DisableBulkOperations())
            .AddServer(Configure);
        _running = builder.Build();
        ProviderEndpoints.Map(_running);
        await using (var scope = _running.Services.CreateAsyncScope())
            await RegisterAsync(scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>());
        await _running.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_running is not { } stopping)
            return;
        _running = null;
        await stopping.StopAsync();
        await stopping.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _keys.ForEach(key => key.Rsa.Dispose());
    }

    /// <summary>From now on signs with a new key; tokens of those before remain valid.</summary>
    public void RotateKey()
    {
        _keys.Insert(0, CreateKey());
        ReadOptionsAnew();
    }

    /// <summary>Tokens of all keys but the newest are no longer valid.</summary>
    public void WithdrawOldKeys()
    {
        _keys.RemoveRange(1, _keys.Count - 1);
        ReadOptionsAnew();
    }

    /// <summary>A token that its key signs and that the provider itself would not issue: right in everything but what the test changes.</summary>
    public string Sign(Action<SecurityTokenDescriptor> change)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Authority,
            Audience = AccessClaims.UsualAudience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddHours(1),
            TokenType = "at+jwt",
            Claims = new Dictionary<string, object>
            {
                [Claims.Subject] = Accounts.Hr.Subject,
                [AccessClaims.Roles] = Accounts.Hr.Roles,
                [AccessClaims.City] = Accounts.Hr.Cities,
            },
            SigningCredentials = Signing(_keys[0]),
        };
        change(descriptor);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(descriptor);
    }

    /// <summary>A token of a program, by client credentials.</summary>
    public async Task<string> RequestAsync(ClientProgram program, string scope)
    {
        using var client = new HttpClient();
        return (await new ClientCredentials(Authority, program.Id, program.Secret, scope).RequestAsync(client, CancellationToken.None)).Token;
    }

    /// <summary>The tokens of a person, by the device flow.</summary>
    public async Task<TokenResponse> LogInAsync(Account account)
    {
        using var client = new HttpClient();
        using var request = new DeviceAuthorizationRequest
        {
            Address = Authority + ProviderEndpoints.Device,
            ClientId = Accounts.CommandLine.Id,
            Scope = "openid profile offline_access workforce",
        };
        var device = await client.RequestDeviceAuthorizationAsync(request);
        await AnswerAsync(device.UserCode!, account, isAllowed: true);
        using var poll = new DeviceTokenRequest { Address = Authority + ProviderEndpoints.Token, ClientId = Accounts.CommandLine.Id, DeviceCode = device.DeviceCode! };
        var tokens = await client.RequestDeviceTokenAsync(poll);
        return tokens.IsError ? throw new InvalidOperationException($"{tokens.Error} {tokens.ErrorDescription}") : tokens;
    }

    /// <summary>A person opens the address that a device shows, logs in, enters the code, and lets the device in or not.</summary>
    public async Task AnswerAsync(string userCode, Account account, bool isAllowed)
    {
        using var browser = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            [ProviderEndpoints.UserCode] = userCode,
            [ProviderEndpoints.Person] = account.Subject,
            [ProviderEndpoints.Password] = account.Password,
            [ProviderEndpoints.Answer] = isAllowed ? ProviderEndpoints.Allow : "deny",
        });
        using var page = await browser.PostAsync(Authority + ProviderEndpoints.Verification, form);
        if (isAllowed)
            page.EnsureSuccessStatusCode();
    }

    private void Configure(OpenIddictServerBuilder server)
    {
        server
            .SetIssuer(Authority)
            .SetTokenEndpointUris(ProviderEndpoints.Token)
            .SetDeviceAuthorizationEndpointUris(ProviderEndpoints.Device)
            .SetEndUserVerificationEndpointUris(ProviderEndpoints.Verification)
            .AllowClientCredentialsFlow()
            .AllowDeviceAuthorizationFlow()
            .AllowRefreshTokenFlow()
            .RegisterScopes([Scopes.OpenId, Scopes.OfflineAccess, .. Accounts.Programs.SelectMany(program => program.Scopes).Distinct()])
            .AddEncryptionKey(_encryption)
            .DisableAccessTokenEncryption()
            .UseAspNetCore()
            .EnableTokenEndpointPassthrough()
            .EnableEndUserVerificationEndpointPassthrough()
            .DisableTransportSecurityRequirement();
        server.Configure(options =>
        {
            options.AccessTokenLifetime = AccessTokenLifetime;
            options.SigningCredentials.AddRange(_keys.Select(Signing));
        });
        // A device that is told nothing asks every 5 seconds.
        server.AddEventHandler<OpenIddictServerEvents.ApplyDeviceAuthorizationResponseContext>(handler => handler
            .SetOrder(int.MinValue)
            .UseInlineHandler(context =>
            {
                context.Response["interval"] = 1;
                return ValueTask.CompletedTask;
            }));
    }

    private static async Task RegisterAsync(IOpenIddictApplicationManager applications)
    {
        foreach (var program in Accounts.Programs)
            if (await applications.FindByClientIdAsync(program.Id) is null)
                await applications.CreateAsync(Describe(program));
    }

    private static OpenIddictApplicationDescriptor Describe(ClientProgram program)
    {
        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = program.Id,
            ClientSecret = program.Secret,
            ClientType = program.Secret is null ? ClientTypes.Public : ClientTypes.Confidential,
            Permissions = { Permissions.Endpoints.Token },
        };
        descriptor.Permissions.UnionWith(program.Secret is null
            ? [Permissions.Endpoints.DeviceAuthorization, Permissions.GrantTypes.DeviceCode, Permissions.GrantTypes.RefreshToken]
            : [Permissions.GrantTypes.ClientCredentials]);
        descriptor.Permissions.UnionWith(program.Scopes.Select(scope => Permissions.Prefixes.Scope + scope));
        return descriptor;
    }

    // It reads keys and lifetimes from its options at each request.
    private void ReadOptionsAnew() => _running?.Services.GetRequiredService<IOptionsMonitorCache<OpenIddictServerOptions>>().Clear();

    private static SigningCredentials Signing(RsaSecurityKey key) => new(key, SecurityAlgorithms.RsaSha256);

    private static RsaSecurityKey CreateKey() => new(RSA.Create(2048)) { KeyId = $"{Guid.NewGuid():N}" };
}
