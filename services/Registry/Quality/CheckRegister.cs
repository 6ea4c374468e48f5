using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Quality;

/// <summary>Counts by unit how many rows of a city's register are complete, and how often each test fails.</summary>
public sealed class CheckRegister(BeginJudging beginJudging, QualityStore quality, FindLookAlikes findLookAlikes)
{
    /// <exception cref="NotFoundException">No such city.</exception>
    public async Task<RegisterQuality> CheckAsync(Guid cityId, CancellationToken cancellation)
    {
        var judging = await beginJudging.BeginAsync(cityId, cancellation);
        var units = await quality.ListUnitsAsync(judging, cancellation);
        var counted = (await quality.CountAsync(judging, cancellation)).ToList();
        counted.AddRange(
            from alike in await findLookAlikes.FindAsync(judging, new FailureFilter(cityId, QualityTest.LookAlike), null, int.MaxValue, cancellation)
            group alike by (alike.UnitId, Other: alike.Other?.UnitId, IsOverridden: alike.Override is not null) into same
            select new CountedFailures(QualityTest.LookAlike, same.Key.UnitId, same.Key.Other, same.Key.IsOverridden, same.Count()));

        var ofUnits = counted.SelectMany(count => UnitsOf(count).Select(unit => (Unit: unit, Count: count))).ToLookup(each => each.Unit, each => each.Count);
        return new RegisterQuality([.. units.Select(unit => unit with { Failures = Sum(ofUnits[unit.Id]) })], Sum(counted));
    }

    private static IEnumerable<Guid> UnitsOf(CountedFailures count) => new[] { count.UnitId, count.OtherUnitId }.OfType<Guid>().Distinct();

    private static IReadOnlyList<FailureCount> Sum(IEnumerable<CountedFailures> counts) =>
    [
        .. from count in counts
           group count by count.Test into test
           orderby test.Key
           select new FailureCount(test.Key, test.Where(count => !count.IsOverridden).Sum(count => count.Failures), test.Where(count => count.IsOverridden).Sum(count => count.Failures)),
    ];
}
