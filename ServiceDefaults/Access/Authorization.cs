using Google.Protobuf;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Whether a caller may make a call: the RPC's rule, the caller's roles, and what the request names.</summary>
internal static class Authorization
{
    /// <returns>The caller's roles that count for the RPC, whatever a request names.</returns>
    /// <exception cref="PermissionDeniedException">There is none.</exception>
    public static List<Grant> CheckRoles(AccessRule rule, Caller caller)
    {
        var grants = caller.Grants.Where(grant => rule.Roles.Contains(grant.Role) && HasScope(rule, caller, grant) && HasLevel(rule, grant)).ToList();
        if (rule.EveryCity)
            grants.RemoveAll(grant => !grant.EveryCity);
        if (grants.Count == 0)
            throw new PermissionDeniedException($"{caller.Actor.Name} may not do this: it takes {Needed(rule)}");
        return grants;
    }

    /// <summary>Leaves those of the roles that count for what the request names.</summary>
    /// <exception cref="PermissionDeniedException">None reaches it.</exception>
    public static void CheckRequest(AccessRule rule, List<Grant> grants, IMessage request)
    {
        CheckCities(rule, grants, request);
        CheckParts(rule.Unit, grants, request, grant => grant.UnitId, "work unit");
        CheckParts(rule.Worker, grants, request, grant => grant.WorkerId, "worker");
    }

    private static bool HasScope(AccessRule rule, Caller caller, Grant grant) =>
        grant.Role is not Role.System || caller.Scopes.Contains(rule.Scope) || caller.Scopes.Contains(AccessClaims.EveryScope);

    private static bool HasLevel(AccessRule rule, Grant grant) => rule.EverySuperior || grant.Level is null or Grant.NextAbove;

    private static void CheckCities(AccessRule rule, List<Grant> grants, IMessage request)
    {
        if (rule.City.Length == 0)
            return;
        var cities = RequestFields.At(request, rule.City).ToList();
        foreach (var named in cities)
            if (!grants.Exists(grant => Reaches(grant, named)))
                throw new PermissionDeniedException($"{rule.City} '{Excerpt.OfValue(named)}' is out of reach: {Held(grants)}");
        // The other cities' roles are not for this one.
        if (cities.Count > 0)
            grants.RemoveAll(grant => !cities.Exists(named => Reaches(grant, named)));
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
