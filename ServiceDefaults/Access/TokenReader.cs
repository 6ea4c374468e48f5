using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>
/// Reads a call's token. What a valid one says is remembered, by the token's hash, until it expires or the provider's keys are read anew: to
/// verify a signature takes several times what the rest of a call does. Whether the token is denied is none of this.
/// </summary>
/// <param name="keys">Null where no provider is connected.</param>
internal sealed class TokenReader(IOptions<AccessOptions> options, ProviderKeys? keys = null) : IDisposable
{
    // About 10 MB. Only what was validated is remembered: who signs no tokens fills nothing.
    private const int Most = 10_000;

    private const string Expired = "the token has expired: get a new one";

    private readonly ClaimOptions _claims = options.Value.Claims;
    private readonly MemoryCache _remembered = new(new MemoryCacheOptions { SizeLimit = Most });

    public void Dispose() => _remembered.Dispose();

    /// <exception cref="UnauthenticatedException">There is no token, or it is not valid.</exception>
    /// <exception cref="TimeoutException">Whether it is valid cannot be known now.</exception>
    public ValueTask<ValidToken> ReadAsync(HttpContext context)
    {
        if (BearerToken.Of(context) is not { } token)
            throw new UnauthenticatedException("the call has no token: send the header 'authorization: Bearer …'");
        if (token.Length > BearerToken.LongestInBytes)
            throw new UnauthenticatedException($"the token is longer than {BearerToken.LongestInBytes} bytes");

        // Before it is validated: keys that come meanwhile may no longer have the one that signed it.
        var signedBy = keys?.Current;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return _remembered.TryGetValue<Remembered>(hash, out var known) && known!.SignedBy == signedBy
            ? ValueTask.FromResult(known.Token)
            : ValidateAsync(context, hash, signedBy);
    }

    private async ValueTask<ValidToken> ValidateAsync(HttpContext context, string hash, object? signedBy)
    {
        var result = await context.AuthenticateAsync(TokenSchemes.ByIssuer);
        if (!result.Succeeded)
            throw result.Failure is TimeoutException unknown ? unknown : new UnauthenticatedException(FaultOf(result.Failure));

        var token = Read(result.Principal);
        // Lifetimes of tokens are real time, whatever a story says.
        var (expiry, now) = (result.Properties.ExpiresUtc!.Value, TimeProvider.System.GetUtcNow());
        // ASP.NET Core validates once a call, and a call may outlive its token.
        if (expiry + TokenSchemes.ClockSkew < now)
            throw new UnauthenticatedException(Expired);
        if (expiry > now)
            _remembered.Set(hash, new Remembered(token, signedBy), new MemoryCacheEntryOptions { AbsoluteExpiration = expiry, Size = 1 });
        return token;
    }

    private ValidToken Read(ClaimsPrincipal claims)
    {
        var cities = Words(claims, _claims.City).ToList();
        return new ValidToken(
            ActorOf(claims),
            claims.FindFirstValue("jti"),
            [.. Words(claims, _claims.Roles).Select(AccessRules.RoleOf).OfType<Role>().Except(AccessRules.ByAppointment)],
            [.. cities.Where(code => code != SetupToken.EveryCity)],
            cities.Contains(SetupToken.EveryCity),
            IdIn(claims, _claims.Worker),
            IdIn(claims, _claims.Vendor),
            Words(claims, AccessClaims.Scope).ToHashSet());
    }

    private static Actor ActorOf(ClaimsPrincipal claims)
    {
        var subject = claims.FindFirst("sub") ?? throw new UnauthenticatedException("the token does not say whose it is (sub)");
        if (claims.FindFirstValue("iss") is not { } issuer)
            throw new UnauthenticatedException("the token does not say who issued it (iss)");
        var actor = new Actor(issuer, subject.Value, NameIn(claims) ?? subject.Value);
        return actor.IsWritable ? actor : throw new UnauthenticatedException("the token's iss, sub or name is too long, or has control characters");
    }

    private static string? NameIn(ClaimsPrincipal claims) =>
        new[] { claims.FindFirstValue("name"), claims.FindFirstValue("preferred_username") }.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));

    private static Guid? IdIn(ClaimsPrincipal claims, string name) =>
        Guid.TryParseExact(claims.FindFirstValue(name), "D", out var id) ? id : null;

    private static IEnumerable<string> Words(ClaimsPrincipal claims, string name) =>
        claims.FindAll(name).SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // By the kind of fault: a message of the library may quote the token.
    private static string FaultOf(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => Expired,
        SecurityTokenNotYetValidException => "the token is not valid yet: is the clock of its issuer right?",
        SecurityTokenInvalidIssuerException => "the token is of an issuer that is not accepted",
        SecurityTokenInvalidAudienceException => "the token was issued for another audience",
        SecurityTokenNoExpirationException => "the token does not say until when it is valid (exp)",
        SecurityTokenInvalidAlgorithmException => "the token is signed by an algorithm that is not accepted",
        SecurityTokenSignatureKeyNotFoundException => "the token is signed by a key that its issuer does not have",
        SecurityTokenInvalidSignatureException => "the token's signature is not valid",
        _ => "the token cannot be read",
    };

    /// <param name="SignedBy">The provider's keys that were known before it was validated.</param>
    private sealed record Remembered(ValidToken Token, object? SignedBy);
}
