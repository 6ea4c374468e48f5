namespace Workforce.Registry.Events;

/// <summary>
/// One contract, in force from <paramref name="FirstDay"/> through <paramref name="LastDay"/>. All of it but contract and worker may be
/// corrected later (pembetulan).
/// </summary>
/// <param name="ContractId">Made by Registry, the same in every service.</param>
/// <param name="VendorId">The employer, or null when it is the city.</param>
/// <param name="FirstDay">In the city's own calendar.</param>
/// <param name="LastDay">In the city's own calendar.</param>
/// <param name="Engagement">
/// Null in messages of before it was registered: then PTT where the city is the employer, alih daya where a vendor is.
/// </param>
/// <param name="Position">Jabatan; null when it is not known.</param>
/// <param name="Revision">
/// Grows when any of it changes; the contract is then published again. A lower one than a received one is stale.
/// </param>
/// <param name="IsWithdrawn">It should never have been in the register (pembatalan); no later revision takes that back.</param>
public sealed record RegisteredContract(
    Guid ContractId, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay,
    EngagementKind? Engagement = null, string? Position = null, int Revision = 0, bool IsWithdrawn = false);
