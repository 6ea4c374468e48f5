using System.Diagnostics.Metrics;

namespace Workforce.Registry;

/// <summary>What Registry measures. Counts and durations only: no name, and no part of a NIK.</summary>
public sealed class RegistryMetrics
{
    private readonly Counter<long> _rows;
    private readonly Histogram<double> _duration;

    public RegistryMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Workforce.Registry");
        _rows = meter.CreateCounter<long>("workforce.import.row", "{row}", "Rows of register files by result.");
        // From a file of a few rows to one of a million.
        _duration = meter.CreateHistogram<double>(
            "workforce.import.duration", "s", "Imports, from the first byte to the last row stored.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600] });
    }

    public void Imported(int imported, int unchanged, int updated, int rejected, TimeSpan duration)
    {
        AddRows(imported, "imported");
        AddRows(unchanged, "unchanged");
        AddRows(updated, "updated");
        AddRows(rejected, "rejected");
        _duration.Record(duration.TotalSeconds);
    }

    private void AddRows(int rows, string result)
    {
        if (rows > 0)
            _rows.Add(rows, new KeyValuePair<string, object?>("workforce.import.result", result));
    }
}
