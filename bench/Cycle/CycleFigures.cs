namespace Workforce.Bench.Cycle;

/// <summary>What one run measured: medians of its rounds. Its JSON has these names in snake_case.</summary>
/// <param name="N">Contracts that are rated, each of another worker.</param>
/// <param name="Rounds">Cities, each rated by one sheet, and as many plain COPYs of the same rows, in turn.</param>
/// <param name="SecondsRatings">From the call with the sheet until its reply: all are signed.</param>
/// <param name="SecondsRatingsCopy">Of the same rows by plain COPY in one session.</param>
/// <param name="SecondsNotified">From the reply until every worker has the notice of the rating.</param>
/// <param name="CpuSeconds">Processor time of each service and server while ratings are signed.</param>
internal sealed record CycleFigures(
    int N, int Rounds, double SecondsRatings, double SecondsRatingsCopy, double SecondsNotified, IReadOnlyDictionary<string, double> CpuSeconds)
{
    public double RatioOfRatings => SecondsRatings / SecondsRatingsCopy;
    public double RatingsPerSecond => N / SecondsRatings;
}
