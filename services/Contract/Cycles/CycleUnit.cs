using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>A work unit as a cycle froze it.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Name">For letters.</param>
/// <param name="HeadId">Who is to rate its workers.</param>
/// <param name="HeadName">The head's name then.</param>
/// <param name="HeadTitle">The head's title (jabatan) then.</param>
/// <param name="KeepsWorking">On the exemption list (unit krusial); otherwise its workers stay home (dirumahkan).</param>
public sealed record CycleUnit(Guid UnitId, string Name, Guid HeadId, string HeadName, string HeadTitle, bool KeepsWorking)
{
    public static CycleUnit Frozen(WorkUnit unit, ExemptionList exemptions) =>
        new(unit.Id, unit.Name, unit.HeadId, unit.HeadName, unit.HeadTitle, exemptions.KeepsWorking(unit.Kind, unit.Code));
}
