using Workforce.Access.V1;

namespace Workforce.Identity;

/// <summary>What a token of the set-up key says.</summary>
/// <param name="Subject">Who calls.</param>
/// <param name="Name">As people call them.</param>
/// <param name="Roles">Held for <paramref name="Cities"/>.</param>
/// <param name="Cities">Codes; <c>*</c> is every city.</param>
public sealed record SetupToken(string Subject, string Name, IReadOnlyList<Role> Roles, IReadOnlyList<string> Cities)
{
    public const string EveryCity = "*";

    public string Audience { get; init; } = AccessClaims.UsualAudience;

    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Of role worker: the one who calls.</summary>
    public string? WorkerId { get; init; }

    /// <summary>Of role vendor: the one that calls.</summary>
    public string? VendorId { get; init; }

    /// <summary>Of role system: what it may.</summary>
    public string Scope { get; init; } = AccessClaims.EveryScope;

    internal IEnumerable<KeyValuePair<string, object>> Claims()
    {
        yield return new("sub", Subject);
        yield return new("name", Name);
        yield return new("jti", $"{Guid.NewGuid()}");
        yield return new(AccessClaims.Roles, Roles.Select(AccessRules.WordOf).ToArray());
        yield return new(AccessClaims.City, Cities.ToArray());
        if (Roles.Contains(Role.System))
            yield return new(AccessClaims.Scope, Scope);
        if (WorkerId is not null)
            yield return new(AccessClaims.Worker, WorkerId);
        if (VendorId is not null)
            yield return new(AccessClaims.Vendor, VendorId);
    }
}
