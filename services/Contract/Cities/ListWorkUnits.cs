namespace Workforce.Contract.Cities;

/// <summary>All work units of a city, as the register has them now: <c>Peers/RegisteredUnits</c> asks Registry.</summary>
public delegate Task<IReadOnlyList<WorkUnit>> ListWorkUnits(Guid cityId, CancellationToken cancellation);
