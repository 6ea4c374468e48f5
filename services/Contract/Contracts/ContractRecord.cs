using Workforce.Registry.Events;

namespace Workforce.Contract.Contracts;

/// <summary>A contract (kontrak, SK pengangkatan) as this service has it.</summary>
/// <param name="Id">Named by Registry and the same everywhere.</param>
/// <param name="WorkerId">The worker; no name, no NIK.</param>
/// <param name="VendorId">The employer, or null when it is the city.</param>
/// <param name="FirstDay">In the city's own calendar.</param>
/// <param name="LastDay">In force through this day.</param>
/// <param name="CycleId">The cycle in which it expired; null while it is in force.</param>
/// <param name="NextContractId">By which its worker goes on, as the sweep found it when it expired; else null.</param>
/// <param name="WithoutRequest">Its worker goes on, and the cycle's policy requests no rating of the past period.</param>
/// <param name="Engagement">Jenis hubungan kerja.</param>
/// <param name="Position">Jabatan; null when Registry has not said it.</param>
public sealed record ContractRecord(
    Guid Id, Guid CityId, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, Guid? CycleId,
    Guid? NextContractId, bool WithoutRequest, EngagementKind Engagement, string? Position);

/// <summary>A contract on the list of a cycle: about whose renewal it is decided.</summary>
public sealed record ListEntry(Guid ContractId, Guid WorkerId, Guid UnitId);

/// <summary>The same with what a decision needs of it.</summary>
/// <param name="IsOfVendor">The employer is a vendor, and no city.</param>
public sealed record DecidedEntry(Guid ContractId, Guid WorkerId, Guid UnitId, bool IsOfVendor);

/// <summary>What a contract says, whatever its state.</summary>
/// <param name="VendorId">The employer, or null when it is the city.</param>
public sealed record ContractTerms(Guid ContractId, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay);

/// <summary>Contracts for which all that is given holds; null is any. City or worker must be given: a listing begins from an index of one.</summary>
public sealed record ContractFilter(
    Guid? CityId, Guid? WorkerId, Guid? UnitId, DateOnly? LastDay, Guid? CycleId, bool? Expired);

/// <summary>How many contracts of a city are in each state.</summary>
public sealed record ContractCounts(int InForce, int Expired, int Refused, int Withdrawn);

/// <summary>A contract that the register published and this service refused.</summary>
public sealed record RefusedContract(Guid Id, Guid WorkerId, string Reason);
