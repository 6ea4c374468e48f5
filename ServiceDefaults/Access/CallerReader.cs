using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Reads from a call's token who calls, and from claims and appointments what they may be.</summary>
internal sealed class CallerReader(DirectoryWatch watch, Appointments appointments, IOptions<AccessOptions> options)
{
    private readonly ClaimOptions _claims = options.Value.Claims;

    /// <param name="allowed">The roles that matter for the call; others are not looked for.</param>
    /// <exception cref="UnauthenticatedException">There is no token, it is not valid, or it is denied.</exception>
    /// <exception cref="TimeoutException">Whether it is valid cannot be known now.</exception>
    public async Task<Caller> ReadAsync(HttpContext context, IReadOnlyCollection<Role> allowed, CancellationToken cancellation)
    {
        if (BearerToken.Of(context) is not { } token)
            throw new UnauthenticatedException("the call has no token: send the header 'authorization: Bearer …'");
        if (token.Length > BearerToken.LongestInBytes)
            throw new UnauthenticatedException($"the token is longer than {BearerToken.LongestInBytes} bytes");
        var result = await context.AuthenticateAsync();
        if (!result.Succeeded)
            throw result.Failure is TimeoutException unknown ? unknown : new UnauthenticatedException(FaultOf(result.Failure));

        var claims = result.Principal;
        var actor = ActorOf(claims);
        var tokenId = claims.FindFirstValue("jti");
        var directory = await watch.GetAsync(cancellation);
        if (directory.Denies(actor, tokenId))
            throw new UnauthenticatedException("the token, or who it is of, is on the deny list");

        directory = await WithCitiesAsync(directory, claims, cancellation);
        var grants = Claimed(claims, directory).ToList();
        // Who reaches every city by a role that counts reaches no more by an appointment.
        if (allowed.Any(AccessRules.ByAppointment.Contains) && !grants.Exists(grant => grant is { EveryCity: true, IsWide: true } && allowed.Contains(grant.Role)))
            grants.AddRange(await appointments.GrantsAsync(actor, directory, cancellation));
        return new Caller(actor, tokenId, grants, Words(claims, AccessClaims.Scope).ToHashSet());
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

    // A city that was registered a moment ago may not have come yet.
    private async ValueTask<AccessDirectory> WithCitiesAsync(AccessDirectory directory, ClaimsPrincipal claims, CancellationToken cancellation) =>
        Cities(claims).All(code => directory.FindCity(code) is not null) ? directory : await watch.SearchAsync(cancellation);

    private IEnumerable<string> Cities(ClaimsPrincipal claims) => Words(claims, _claims.City).Where(code => code != SetupToken.EveryCity);

    private IEnumerable<Grant> Claimed(ClaimsPrincipal claims, AccessDirectory directory)
    {
        var everyCity = Words(claims, _claims.City).Contains(SetupToken.EveryCity);
        IEnumerable<(string? Code, Guid? Id)> cities = everyCity ? [(null, null)] : Cities(claims).Select(code => ((string?)code, directory.FindCity(code)?.Id));
        return
            from role in Words(claims, _claims.Roles).Select(AccessRules.RoleOf).OfType<Role>().Except(AccessRules.ByAppointment)
            from city in cities
            let grant = new Grant(role, everyCity, city.Code, city.Id)
            let bounded = role switch
            {
                Role.Worker => IdIn(claims, _claims.Worker) is { } worker ? grant with { WorkerId = worker } : null,
                Role.Vendor => IdIn(claims, _claims.Vendor) is { } vendor ? grant with { VendorId = vendor } : null,
                _ => grant,
            }
            where bounded is not null
            select bounded;
    }

    private static Guid? IdIn(ClaimsPrincipal claims, string name) =>
        Guid.TryParseExact(claims.FindFirstValue(name), "D", out var id) ? id : null;

    private static IEnumerable<string> Words(ClaimsPrincipal claims, string name) =>
        claims.FindAll(name).SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // By the kind of fault: a message of the library may quote the token.
    private static string FaultOf(Exception? failure) => failure switch
    {
        SecurityTokenExpiredException => "the token has expired: get a new one",
        SecurityTokenNotYetValidException => "the token is not valid yet: is the clock of its issuer right?",
        SecurityTokenInvalidIssuerException => "the token is of an issuer that is not accepted",
        SecurityTokenInvalidAudienceException => "the token was issued for another audience",
        SecurityTokenNoExpirationException => "the token does not say until when it is valid (exp)",
        SecurityTokenInvalidAlgorithmException => "the token is signed by an algorithm that is not accepted",
        SecurityTokenSignatureKeyNotFoundException => "the token is signed by a key that its issuer does not have",
        SecurityTokenInvalidSignatureException => "the token's signature is not valid",
        _ => "the token cannot be read",
    };
}
