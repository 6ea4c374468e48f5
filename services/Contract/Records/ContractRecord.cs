namespace Workforce.Contract.Records;

/// <summary>A contract (kontrak, SK pengangkatan) as this service knows it.</summary>
/// <param name="Id">Named by Registry and the same everywhere.</param>
/// <param name="CityId">The city.</param>
/// <param name="WorkerId">The worker; no name, no NIK.</param>
/// <param name="UnitId">The work unit.</param>
/// <param name="VendorId">The employer, or null when it is the city.</param>
/// <param name="FirstDay">In the city's own calendar.</param>
/// <param name="LastDay">In force through this day.</param>
/// <param name="CycleId">The cycle in which it expired; null while it is in force.</param>
public sealed record ContractRecord(
    Guid Id, Guid CityId, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, Guid? CycleId);
