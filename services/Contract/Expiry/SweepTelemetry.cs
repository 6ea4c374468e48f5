using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Workforce.Contract.Expiry;

/// <summary>Spans and figures of the sweep; ids of cities and days, never of people.</summary>
public static class SweepTelemetry
{
    private static readonly ActivitySource Source = new("Workforce.Contract");
    private static readonly Meter Meter = new("Workforce.Contract");

    private static readonly Counter<long> Expired =
        Meter.CreateCounter<long>("workforce.contracts.expired", "{contract}", "Contracts whose last day was found to be over.");

    private static readonly Histogram<double> Seconds =
        Meter.CreateHistogram<double>("workforce.sweep.duration", "s", "From the begin to the end of one city's sweep.");

    public static Activity? StartSweep(Guid cityId, DateOnly asOf) =>
        Source.StartActivity("sweep")?.SetTag("workforce.city.id", cityId).SetTag("workforce.as_of", $"{asOf:yyyy-MM-dd}");

    public static Activity? StartChunk(DateOnly lastDay) =>
        Source.StartActivity("sweep chunk")?.SetTag("workforce.last_day", $"{lastDay:yyyy-MM-dd}");

    public static void CountExpired(int contracts) => Expired.Add(contracts);

    public static void RecordSweep(TimeSpan took) => Seconds.Record(took.TotalSeconds);
}
