using Google.Protobuf;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Whether a caller may make a call: the RPC's rule, the caller's roles, and what the request names.</summary>
internal static class Authorization
{
    /// <returns>The caller's roles that count for the call.</returns>
    /// <exception cref="PermissionDeniedException">It may not be made.</exception>
    public static IReadOnlyList<Grant> Check(AccessRule rule, Caller caller, IMessage request)
    {
        var grants = caller.Grants.Where(grant => rule.Roles.Contains(grant.Role) && HasScope(rule, caller, grant)).ToList();
        if (rule.EveryCity)
            grants.RemoveAll(grant => !grant.EveryCity);
        if (grants.Count == 0)
            throw new PermissionDeniedException($"{caller.Actor.Name} may not do this: it takes {Needed(rule)}");

        CheckCities(rule, grants, request);
        CheckParts(rule.Unit, grants, request, grant => grant.UnitId, "work unit");
        CheckParts(rule.Worker, grants, request, grant => grant.WorkerId, "worker");
        return grants;
    }

    private static bool HasScope(AccessRule rule, Caller caller, Grant grant) =>
        grant.Role is not Role.System || caller.Scopes.Contains(rule.Scope) || caller.Scopes.Contains(AccessClaims.EveryScope);

    private static void CheckCities(AccessRule rule, List<Grant> grants, IMessage request)
    {
        if (rule.City.Length == 0)
            return;
        foreach (var named in RequestFields.At(request, rule.City))
            if (!grants.Exists(grant => Reaches(grant, named)))
                throw new PermissionDeniedException($"{rule.City} '{Excerpt.OfValue(named)}' is out of reach: {Held(grants)}");
        // The other cities' roles are not for this one.
        if (RequestFields.At(request, rule.City).Any())
            grants.RemoveAll(grant => !RequestFields.At(request, rule.City).Any(named => Reaches(grant, named)));
    }

    private static bool Reaches(Grant grant, string city) =>
        grant.EveryCity || (Guid.TryParseExact(city, "D", out var id) ? grant.CityId == id : city.Equals(grant.CityCode, StringComparison.OrdinalIgnoreCase));

    // Who holds a role for all of a city may name any unit: of another city's the statement finds nothing.
    private static void CheckParts(string field, List<Grant> grants, IMessage request, Func<Grant, Guid?> bound, string what)
    {
        if (field.Length == 0 || grants.Exists(grant => bound(grant) is null))
            return;
        foreach (var named in RequestFields.At(request, field))
            if (!grants.Exists(grant => Guid.TryParseExact(named, "D", out var id) && bound(grant) == id))
                throw new PermissionDeniedException($"{field} '{Excerpt.OfValue(named)}' is another's {what}");
    }

    private static string Needed(AccessRule rule)
    {
        var roles = string.Join(", ", rule.Roles.Select(role => role is Role.System ? $"system with scope {rule.Scope}" : AccessRules.WordOf(role)));
        return rule.EveryCity ? $"{roles}, held for every city" : roles;
    }

    private static string Held(List<Grant> grants) =>
        string.Join(", ", grants.Select(grant => $"{AccessRules.WordOf(grant.Role)} of {grant.CityCode ?? "no city"}").Distinct());
}
