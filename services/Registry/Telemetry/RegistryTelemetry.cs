using System.Diagnostics;
using System.Diagnostics.Metrics;
using Workforce.Registry.Import;

namespace Workforce.Registry.Telemetry;

/// <summary>What Registry measures. Counts and durations only: nobody's name, and no part of a NIK.</summary>
public sealed class RegistryTelemetry
{
    private const string Name = "Workforce.Registry";

    private readonly Counter<long> _rows;
    private readonly Histogram<double> _importSeconds;
    private readonly Counter<long> _lookups;

    public RegistryTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _rows = meter.CreateCounter<long>("workforce.import.rows", "{row}", "Rows of register files by what became of them");
        _importSeconds = meter.CreateHistogram<double>("workforce.import.duration", "s", "Imports, from the first byte to the last row stored");
        _lookups = meter.CreateCounter<long>("workforce.cache.lookups", "{lookup}", "Things looked for in the cache, found or not");
    }

    public static ActivitySource Source { get; } = new(Name);

    public void Imported(ImportTally tally, TimeSpan took)
    {
        Count(tally.Imported, "imported");
        Count(tally.Unchanged, "unchanged");
        Count(tally.Updated, "updated");
        Count(tally.Rejected, "rejected");
        _importSeconds.Record(took.TotalSeconds);
    }

    public void LookedUp(string kind, int hits, int misses)
    {
        _lookups.Add(hits, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("result", "hit"));
        _lookups.Add(misses, new KeyValuePair<string, object?>("kind", kind), new KeyValuePair<string, object?>("result", "miss"));
    }

    private void Count(int rows, string result)
    {
        if (rows > 0)
            _rows.Add(rows, new KeyValuePair<string, object?>("result", result));
    }
}
