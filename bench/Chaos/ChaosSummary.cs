using Workforce.Bench.Screens;

namespace Workforce.Bench.Chaos;

/// <summary>Several runs together; its JSON has these names in snake_case.</summary>
/// <param name="Green">Seeds in which nothing was found.</param>
/// <param name="Red">The others.</param>
/// <param name="Recovery">Per fault, how long it took to catch up.</param>
/// <param name="Runs">Each run.</param>
public sealed record ChaosSummary(
    IReadOnlyList<int> Green, IReadOnlyList<int> Red, IReadOnlyList<RecoveryFigures> Recovery, IReadOnlyList<ChaosFigures> Runs)
{
    public static ChaosSummary Of(IReadOnlyList<ChaosFigures> runs) => new(
        [.. runs.Where(run => run.Green).Select(run => run.Seed)],
        [.. runs.Where(run => !run.Green).Select(run => run.Seed)],
        [.. runs.SelectMany(run => run.Faults).GroupBy(fault => fault.Fault).OrderBy(same => same.Key, StringComparer.Ordinal).Select(RecoveryFigures.Of)],
        [.. runs]);
}

/// <param name="Fault">Its name.</param>
/// <param name="Times">How often it struck.</param>
/// <param name="MedianSeconds">Of the recoveries.</param>
/// <param name="WorstSeconds">The longest recovery.</param>
/// <param name="Never">How often it was not caught up.</param>
public sealed record RecoveryFigures(string Fault, int Times, double? MedianSeconds, double? WorstSeconds, int Never)
{
    internal static RecoveryFigures Of(IGrouping<string, FaultFigures> faults)
    {
        var seconds = faults.Select(fault => fault.RecoverySeconds).OfType<double>().Order().ToList();
        return new(
            faults.Key, faults.Count(),
            seconds.Count == 0 ? null : seconds.Median(),
            seconds.Count == 0 ? null : seconds[^1],
            faults.Count() - seconds.Count);
    }
}
