namespace Workforce.Notification.Rounds;

/// <summary>Names by work unit; units that the register does not have are left out. <c>Peers/UnitNames</c> asks Registry.</summary>
public delegate Task<IReadOnlyDictionary<Guid, string>> GetUnitNames(IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation);
