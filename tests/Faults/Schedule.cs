using Workforce.Faults.Injection;

namespace Workforce.Faults;

/// <summary>What a run does to the system: all of it follows from the seed.</summary>
/// <param name="Seed">Names the schedule.</param>
/// <param name="Settings">How the system is set.</param>
/// <param name="Waves">Governments, one of which falls due after the other.</param>
/// <param name="Span">Seconds over which they fall due.</param>
/// <param name="Malformed">Whether one contract in 10,000 is malformed, and at least one.</param>
/// <param name="Strikes">The faults, in order of time.</param>
/// <param name="Afterwards">What follows when every worker has been notified; null for nothing.</param>
public sealed record Schedule(
    int Seed, ChaosSettings Settings, int Waves, double Span, bool Malformed, IReadOnlyList<Strike> Strikes, Strike? Afterwards)
{
    private const int FewestStrikes = 3;
    private const int MostStrikes = 5;
    private const double SecondsPerStrike = 3;

    private static readonly int[] BatchSizes = [50, 100, 500];
    private static readonly int[] ChunkSizes = [200, 500, 5_000];

    public static Schedule Of(int seed)
    {
        var random = new Random(seed);
        var settings = new ChaosSettings(Pick(random, BatchSizes), Pick(random, ChunkSizes));
        var faults = FaultCatalog.InTheNight.ToArray();
        random.Shuffle(faults);
        var strikes = faults.Take(random.Next(FewestStrikes, MostStrikes + 1)).ToList();
        var span = SecondsPerStrike * strikes.Count;
        return new Schedule(
            seed, settings, Waves: 4 * strikes.Count, span,
            Malformed: random.Next(3) == 0,
            [.. strikes.Select(fault => StrikeOf(fault, random, span)).OrderBy(strike => strike.At)],
            Afterwards: random.Next(3) == 0 ? StrikeOf(FaultCatalog.Afterwards, random, span: 0) : null);
    }

    /// <summary>The same with one more fault, from the first moment to the last.</summary>
    public Schedule With(IFault fault) =>
        this with { Strikes = [new Strike(0, fault, fault.Targets[0], Span, Seed), .. Strikes.Where(strike => strike.Fault.Name != fault.Name)] };

    private static Strike StrikeOf(IFault fault, Random random, double span)
    {
        var (shortest, longest) = fault.Seconds;
        return new Strike(
            Math.Round(random.NextDouble() * span, 1), fault, Pick(random, fault.Targets),
            Math.Round(shortest + random.NextDouble() * (longest - shortest), 1), random.Next());
    }

    private static T Pick<T>(Random random, IReadOnlyList<T> among) => among[random.Next(among.Count)];
}
