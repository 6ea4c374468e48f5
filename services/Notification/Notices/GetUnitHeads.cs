namespace Workforce.Notification.Notices;

/// <summary>Work units with who heads them on a day, by unit; units that the register does not have are left out. <c>Peers/UnitHeads</c> asks Registry.</summary>
public delegate Task<IReadOnlyDictionary<Guid, HeadedUnit>> GetUnitHeads(Guid cityId, IReadOnlyCollection<Guid> unitIds, DateOnly day, CancellationToken cancellation);

/// <summary>A work unit and its head (kepala unit), as Registry has them.</summary>
/// <param name="HeadId">Of who heads it, else of whom the city has declared.</param>
/// <param name="HeadName">Empty where no one heads it.</param>
/// <param name="HeadTitle">The head's office (jabatan); may be empty.</param>
public sealed record HeadedUnit(string Name, Guid HeadId, string HeadName, string HeadTitle);
