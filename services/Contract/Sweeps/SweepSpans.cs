using System.Diagnostics;

namespace Workforce.Contract.Sweeps;

/// <summary>Spans of the sweep; ids of cities and days, never of people.</summary>
public static class SweepSpans
{
    private static readonly ActivitySource Source = new("Workforce.Contract");

    /// <summary>Starts a sweep's span. It lasts over many turns, so it does not become the current one.</summary>
    public static Activity? Start(Guid cityId, DateOnly asOf)
    {
        var outer = Activity.Current;
        var span = Source.StartActivity("sweep")?.SetTag("workforce.city.id", cityId).SetTag("workforce.as_of", $"{asOf:yyyy-MM-dd}");
        Activity.Current = outer;
        return span;
    }

    public static Activity? StartChunk(DateOnly lastDay) =>
        Source.StartActivity("sweep chunk")?.SetTag("workforce.last_day", $"{lastDay:yyyy-MM-dd}");
}
