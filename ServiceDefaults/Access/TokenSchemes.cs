using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Workforce.Identity;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Validates bearer tokens: those of the provider, and in Development those of the set-up key.</summary>
internal static class TokenSchemes
{
    private const string Provider = "provider";
    private const string Setup = "setup";

    /// <summary>The scheme that leaves a token to the one that its issuer has. Not the default one, which ASP.NET Core would try at each request.</summary>
    public const string ByIssuer = "issuer";

    // By name, so that neither a shared secret nor no signature at all can be configured.
    private static readonly string[] Asymmetric =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    // Clocks of two machines differ by less, or their time is not kept.
    public static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    /// <exception cref="InvalidOperationException">
    /// Neither is set, what is for Development only is used elsewhere (the set-up key, a provider without TLS), or an algorithm is unfit.
    /// </exception>
    public static void AddTokenSchemes(this IServiceCollection services, AccessOptions access, IHostEnvironment environment)
    {
        if (access is { Authority: null, SetupKey: null })
            throw new InvalidOperationException("Access:Authority is not set: whose tokens are accepted? (In Development Access:SetupKey will do.)");
        if (access.SetupKey is not null && !environment.IsDevelopment())
            throw new InvalidOperationException($"Access:SetupKey is for Development only, and this is {environment.EnvironmentName}: connect an identity provider with Access:Authority.");
        if (access.Authority is not null && !HasTls(access.Authority, environment))
            throw new InvalidOperationException($"Access:Authority '{access.Authority}' is not of the form https://host/path: what answers there could not be told from the provider. (In Development http on loopback will do.)");
        if (access.AcceptedAlgorithms.FirstOrDefault(algorithm => !Asymmetric.Contains(algorithm)) is { } unfit)
            throw new InvalidOperationException($"Access:Algorithms has {unfit}, which is none of {string.Join(", ", Asymmetric)}: a token must not be signed by what its receivers know.");

        var authentication = services.AddAuthentication()
            .AddPolicyScheme(ByIssuer, null, options => options.ForwardDefaultSelector = context => SchemeFor(context, access));
        if (access.Authority is not null)
        {
            authentication.AddJwtBearer(Provider, options => Validate(options, access, access.AcceptedAlgorithms));
            services.AddSingleton<ProviderKeys>();
            services.AddOptions<JwtBearerOptions>(Provider).Configure<ProviderKeys>(AcceptProvider);
        }
        if (access.SetupKey is not null)
            authentication.AddJwtBearer(Setup, options => AcceptSetupKey(options, access));
    }

    private static bool HasTls(string authority, IHostEnvironment environment) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && environment.IsDevelopment()));

    private static void AcceptProvider(JwtBearerOptions options, ProviderKeys keys)
    {
        options.ConfigurationManager = keys;
        // Without keys nothing is known of a token, not that it is wrong.
        options.Events = new JwtBearerEvents
        {
            OnAuthenticationFailed = failed =>
            {
                if (!keys.AreKnown)
                    failed.Fail(new TimeoutException("the identity provider's keys cannot be read"));
                return Task.CompletedTask;
            },
        };
    }

    private static void AcceptSetupKey(JwtBearerOptions options, AccessOptions access)
    {
        Validate(options, access, [SetupKey.Algorithm]);
        options.TokenValidationParameters.ValidIssuer = SetupKey.Issuer;
        options.TokenValidationParameters.IssuerSigningKey = SetupKey.Read(access.SetupKey!).Public;
    }

    private static void Validate(JwtBearerOptions options, AccessOptions access, IEnumerable<string> algorithms)
    {
        options.MapInboundClaims = false;
        // Nothing of the token is kept beside what was read of it.
        options.SaveToken = false;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = access.Audience,
            ValidAlgorithms = algorithms,
            ClockSkew = ClockSkew,
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        };
    }

    private static string SchemeFor(HttpContext context, AccessOptions access)
    {
        if (access.SetupKey is null)
            return Provider;
        return access.Authority is null || IssuerOf(BearerToken.Of(context)) == SetupKey.Issuer ? Setup : Provider;
    }

    // Only to choose who validates it.
    private static string? IssuerOf(string? token) =>
        token is not null && new JsonWebTokenHandler { MaximumTokenSizeInBytes = BearerToken.LongestInBytes }.CanReadToken(token) ? new JsonWebToken(token).Issuer : null;
}
