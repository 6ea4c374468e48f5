namespace Workforce.Registry.Events;

/// <summary>The terms of one contract. It is in force from <paramref name="FirstDay"/> through <paramref name="LastDay"/>.</summary>
/// <param name="ContractId">Made by Registry, the same in every service.</param>
/// <param name="VendorId">The employer, or null when it is the city.</param>
/// <param name="FirstDay">In the city's own calendar.</param>
/// <param name="LastDay">In the city's own calendar.</param>
public sealed record RegisteredContract(
    Guid ContractId, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay);
