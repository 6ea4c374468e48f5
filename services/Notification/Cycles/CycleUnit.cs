namespace Workforce.Notification.Cycles;

/// <summary>A work unit as it was when the cycle was opened.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="HeadName">Who rates its workers; empty when the unit had no head.</param>
/// <param name="HeadTitle">The head's office (jabatan); may be empty.</param>
/// <param name="KeepsWorking">On the exemption list (unit krusial).</param>
public sealed record CycleUnit(Guid UnitId, string Name, string HeadName, string HeadTitle, bool KeepsWorking);
