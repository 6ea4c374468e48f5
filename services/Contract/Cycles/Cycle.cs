using Workforce.Contract.Cities;
using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>
/// A renewal cycle (siklus perpanjangan): all contracts of one city that ended on one day, with what was frozen when the first
/// sweep after that day opened it. What the city changes afterwards does not reach it.
/// </summary>
/// <param name="CityId">With <paramref name="LastDay"/> it names the cycle.</param>
/// <param name="CityName">As printed in letters.</param>
/// <param name="LastDay">The day through which the contracts were in force.</param>
/// <param name="DueDay">By when heads must have rated, counted when the cycle was opened.</param>
/// <param name="StayHomeFrom">From when workers of units that do not keep working stay home.</param>
/// <param name="OpenedAt">By the system's clock, UTC.</param>
public sealed record Cycle(
    Guid Id, Guid CityId, string CityName, DateOnly LastDay, DateOnly DueDay, DateOnly StayHomeFrom,
    int PolicyVersion, int ExemptionListVersion, DateTime OpenedAt)
{
    /// <param name="today">The city's.</param>
    /// <param name="now">UTC.</param>
    public static Cycle Open(City city, DateOnly lastDay, Policy policy, ExemptionList exemptions, DateOnly today, DateTime now) => new(
        Guid.CreateVersion7(), city.Id, city.Name, lastDay,
        CycleCalendar.DueDay(lastDay, today, policy.EvaluationDueDays),
        CycleCalendar.StayHomeFrom(lastDay, exemptions.StayHomeFrom, policy.Calendar),
        policy.Version, exemptions.Version, now);
}

/// <summary>A work unit as a cycle froze it.</summary>
/// <param name="Name">For letters.</param>
/// <param name="HeadId">Of the head, who is to rate the unit's workers.</param>
/// <param name="HeadTitle">The head's title (jabatan) then.</param>
/// <param name="KeepsWorking">On the exemption list (unit krusial); otherwise its workers stay home (dirumahkan).</param>
public sealed record CycleUnit(Guid UnitId, string Name, Guid HeadId, string HeadName, string HeadTitle, bool KeepsWorking)
{
    public static CycleUnit Frozen(WorkUnit unit, ExemptionList exemptions) =>
        new(unit.Id, unit.Name, unit.HeadId, unit.HeadName, unit.HeadTitle, exemptions.KeepsWorking(unit.Kind, unit.Code));
}

/// <summary>A cycle with all that it froze.</summary>
/// <param name="Units">By their ids.</param>
public sealed record FrozenCycle(Cycle Cycle, Policy Policy, ExemptionList Exemptions, IReadOnlyDictionary<Guid, CycleUnit> Units)
{
    /// <summary>
    /// By when heads must have rated what expires today. A cycle keeps one due day, so that its letters and requests agree, also when it
    /// is swept in parts; only contracts that expire once it is past have their own, counted from today.
    /// </summary>
    /// <param name="today">The city's.</param>
    public DateOnly DueDayOn(DateOnly today) =>
        Cycle.DueDay >= today ? Cycle.DueDay : CycleCalendar.DueDay(Cycle.LastDay, today, Policy.EvaluationDueDays);
}
