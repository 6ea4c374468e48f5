namespace Workforce.Notification.Notices;

/// <summary>Work units with their heads, by unit; units that the register does not have are left out. <c>Peers/UnitHeads</c> asks Registry.</summary>
public delegate Task<IReadOnlyDictionary<Guid, HeadedUnit>> GetUnitHeads(IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation);

/// <summary>A work unit and its head (kepala unit), as the register has them now.</summary>
/// <param name="HeadName">Empty where it has none.</param>
/// <param name="HeadTitle">The head's office (jabatan); may be empty.</param>
public sealed record HeadedUnit(string Name, Guid HeadId, string HeadName, string HeadTitle);
