using System.Text.Json.Serialization;
using Workforce.Access.V1;

namespace Workforce.ServiceDefaults.Access;

/// <summary>Who calls, by a token that was validated.</summary>
/// <param name="TokenId">Of the token (<c>jti</c>); null when it has none.</param>
/// <param name="Grants">What the caller may be, each within its bounds.</param>
/// <param name="Scopes">What a system may.</param>
public sealed record Caller(Actor Actor, string? TokenId, IReadOnlyList<Grant> Grants, IReadOnlySet<string> Scopes);

/// <summary>A person or a system, by its identity; acts and the access log name it.</summary>
/// <param name="Issuer">Of the token.</param>
/// <param name="Subject">There.</param>
/// <param name="Name">As the token has it, else the subject.</param>
public sealed record Actor(string Issuer, string Subject, string Name)
{
    private const int Longest = 300;

    /// <summary>Whether all of it can be stored with an act, and read there: texts of a length that identities have, without control characters.</summary>
    [JsonIgnore]
    public bool IsWritable => IsText(Issuer) && IsText(Subject) && IsText(Name);

    private static bool IsText(string text) => text.Length is > 0 and <= Longest && !text.Any(char.IsControl);
}

/// <summary>A role within the bounds for which it is held.</summary>
/// <param name="EveryCity">It is held for every city.</param>
/// <param name="CityCode">The city for which it is held, as a claim names it; an unknown one reaches nothing but its own registration.</param>
/// <param name="CityId">Its id; null when it is unknown.</param>
/// <param name="UnitId">Of head and superior: for whose workers. Else null.</param>
/// <param name="WorkerId">Of a worker: the own person. Else null.</param>
/// <param name="VendorId">Of a vendor: the company. Else null.</param>
/// <param name="Capacity">Of a role that an appointment gives: in which the office is held, as an act states it. Else null.</param>
/// <param name="Level">Of a superior: how far above the unit's head the office is, 1 when it is next above. Else null.</param>
public sealed record Grant(
    Role Role, bool EveryCity, string? CityCode, Guid? CityId, Guid? UnitId = null, Guid? WorkerId = null, Guid? VendorId = null, Capacity? Capacity = null,
    int? Level = null)
{
    /// <summary>The level of the superior of a unit's head.</summary>
    public const int NextAbove = 1;

    /// <summary>Whether it is for all of its city, not for a part.</summary>
    public bool IsWide => UnitId is null && WorkerId is null && VendorId is null;
}
