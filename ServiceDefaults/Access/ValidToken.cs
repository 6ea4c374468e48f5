using Workforce.Access.V1;

namespace Workforce.ServiceDefaults.Access;

/// <summary>What a token says that was validated.</summary>
/// <param name="Id">Of the token (<c>jti</c>); null when it has none.</param>
/// <param name="Roles">Those that a claim gives; what comes by appointment a token cannot say.</param>
/// <param name="Cities">Codes of those for which the roles are held.</param>
/// <param name="EveryCity">They are held for every city.</param>
/// <param name="WorkerId">As which worker a person calls; null when the token does not say.</param>
/// <param name="VendorId">For which vendor; null when the token does not say.</param>
/// <param name="Scopes">What a system may.</param>
internal sealed record ValidToken(
    Actor Actor, string? Id, IReadOnlyList<Role> Roles, IReadOnlyList<string> Cities, bool EveryCity, Guid? WorkerId, Guid? VendorId, IReadOnlySet<string> Scopes);
