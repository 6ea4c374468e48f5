using Microsoft.AspNetCore.Http;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Reads who makes a call, and from the token and from appointments what they may be.</summary>
internal sealed class CallerReader(TokenReader tokens, DirectoryWatch watch, Appointments appointments)
{
    /// <param name="allowed">The roles that matter for the call; others are not looked for.</param>
    /// <exception cref="UnauthenticatedException">There is no token, it is not valid, or it is denied.</exception>
    /// <exception cref="TimeoutException">Whether it is valid cannot be known now.</exception>
    public async ValueTask<Caller> ReadAsync(HttpContext context, IReadOnlyCollection<Role> allowed, CancellationToken cancellation)
    {
        var token = await tokens.ReadAsync(context);
        var directory = await watch.GetAsync(cancellation);
        if (directory.Denies(token.Actor, token.Id))
            throw new UnauthenticatedException("the token, or who it is of, is on the deny list");

        // A city that was registered a moment ago may not have come yet.
        if (!token.Cities.All(code => directory.FindCity(code) is not null))
            directory = await watch.SearchAsync(cancellation);
        var grants = Claimed(token, directory).ToList();
        // Who reaches every city by a role that counts reaches no more by an appointment.
        if (allowed.Any(AccessRules.ByAppointment.Contains) && !grants.Exists(grant => grant is { EveryCity: true, IsWide: true } && allowed.Contains(grant.Role)))
            grants.AddRange(await appointments.GrantsAsync(token.Actor, directory, cancellation));
        return new Caller(token.Actor, token.Id, grants, token.Scopes);
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
}
