using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Reads who makes a call, and from the token and from appointments what they may be.</summary>
internal sealed class CallerReader(TokenReader tokens, DirectoryWatch watch, Appointments appointments)
{
    // Of a token and a directory they are always the same, and a token is used for many calls.
    private readonly ConditionalWeakTable<ValidToken, Claims> _claims = [];

    /// <param name="allowed">The roles that matter for the call; others are not looked for.</param>
    /// <exception cref="UnauthenticatedException">There is no token, it is not valid, or it is denied.</exception>
    /// <exception cref="TimeoutException">Whether it is valid cannot be known now.</exception>
    public async ValueTask<Caller> ReadAsync(HttpContext context, IReadOnlyCollection<Role> allowed, CancellationToken cancellation)
    {
        var token = await tokens.ReadAsync(context);
        var directory = await watch.GetAsync(cancellation);
        // A city that was registered a moment ago may not have come yet.
        if (!token.Cities.All(code => directory.FindCity(code) is not null))
            directory = await watch.SearchAsync(cancellation);
        directory.RefuseDenied(token.Actor, token.Id);
        var grants = ClaimedBy(token, directory);
        // Who reaches every city by a role that counts reaches no more by an appointment.
        if (allowed.Any(AccessRules.ByAppointment.Contains) && !grants.Any(grant => grant is { EveryCity: true, IsWide: true } && allowed.Contains(grant.Role)))
            grants = [.. grants, .. await appointments.GrantsAsync(token.Actor, directory, cancellation)];
        return new Caller(token.Actor, token.Id, grants, token.Scopes);
    }

    private IReadOnlyList<Grant> ClaimedBy(ValidToken token, AccessDirectory directory)
    {
        if (_claims.TryGetValue(token, out var known) && ReferenceEquals(known.Directory, directory))
            return known.Grants;
        var claims = new Claims(directory, [.. Claimed(token, directory)]);
        _claims.AddOrUpdate(token, claims);
        return claims.Grants;
    }

    private static IEnumerable<Grant> Claimed(ValidToken token, AccessDirectory directory)
    {
        IEnumerable<(string? Code, Guid? Id)> cities = token.EveryCity ? [(null, null)] : token.Cities.Select(code => ((string?)code, directory.FindCity(code)?.Id));
        return
            from role in token.Roles
            from city in cities
            let grant = new Grant(role, token.EveryCity, city.Code, city.Id)
            let bounded = role switch
            {
                Role.Worker => token.WorkerId is { } worker ? grant with { WorkerId = worker } : null,
                Role.Vendor => token.VendorId is { } vendor ? grant with { VendorId = vendor } : null,
                _ => grant,
            }
            where bounded is not null
            select bounded;
    }

    /// <param name="Directory">Of which the cities are.</param>
    private sealed record Claims(AccessDirectory Directory, IReadOnlyList<Grant> Grants);
}
