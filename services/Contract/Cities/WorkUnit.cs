namespace Workforce.Contract.Cities;

/// <summary>A work unit (OPD, satuan kerja) with its head, as the register has it now.</summary>
public sealed record WorkUnit(Guid Id, string Code, string Name, string Kind, Guid HeadId, string HeadName, string HeadTitle);

/// <summary>All work units of a city, as the register has them now: <c>Peers/RegisteredUnits</c> asks Registry.</summary>
public delegate Task<IReadOnlyList<WorkUnit>> ListWorkUnits(Guid cityId, CancellationToken cancellation);
