using Workforce.Contract.Cities;
using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>
/// A renewal cycle (siklus perpanjangan): all contracts of one city that ended on one day, with what was frozen when the first
/// sweep after that day opened it. What the city changes afterwards does not reach it.
/// </summary>
/// <param name="Id">The cycle.</param>
/// <param name="CityId">The city; with <paramref name="LastDay"/> it names the cycle.</param>
/// <param name="CityName">As printed in letters.</param>
/// <param name="LastDay">The day through which the contracts were in force.</param>
/// <param name="DueDay">By when heads must have rated.</param>
/// <param name="StayHomeFrom">Since when workers of units that do not keep working stay home.</param>
/// <param name="PolicyVersion">The frozen version.</param>
/// <param name="ExemptionListVersion">The frozen version.</param>
/// <param name="OpenedAt">By the system's clock, UTC.</param>
public sealed record Cycle(
    Guid Id, Guid CityId, string CityName, DateOnly LastDay, DateOnly DueDay, DateOnly StayHomeFrom,
    int PolicyVersion, int ExemptionListVersion, DateTime OpenedAt)
{
    public static Cycle Open(City city, DateOnly lastDay, Policy policy, ExemptionList exemptions, DateTime now) => new(
        Guid.CreateVersion7(), city.Id, city.Name, lastDay,
        CycleCalendar.DueDay(lastDay, policy.EvaluationDueDays),
        CycleCalendar.StayHomeFrom(lastDay, exemptions.StayHomeFrom),
        policy.Version, exemptions.Version, now);
}
