using System.Diagnostics.Metrics;

namespace Workforce.Contract.Cycles;

/// <summary>Figures of cycles.</summary>
public static class CycleTelemetry
{
    private static readonly Meter Meter = new("Workforce.Contract");

    private static readonly Histogram<double> FanOut = Meter.CreateHistogram<double>(
        "workforce.fan_out.duration", "s", "From a cycle's first batch to the report of its last.");

    private static readonly Counter<long> Resent = Meter.CreateCounter<long>(
        "workforce.batches.resent", "{batch}", "Batches sent again because a report on them was missing.");

    public static void RecordFanOut(double seconds) => FanOut.Record(seconds);

    public static void CountResent(int batches) => Resent.Add(batches);
}
