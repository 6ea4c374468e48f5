using System.CommandLine;
using Workforce.Cli.Nights;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary>Which part of a city's list is meant: a cycle by its last day, a work unit.</summary>
internal static class ListChoice
{
    public static readonly Option<string?> Unit = new("--unit") { Description = "Only of this work unit, by code or name", HelpName = "UNIT" };

    public static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "Only contracts that expired with this last day, those of one cycle");

    /// <returns>Ids of cycle and unit; empty where none is named.</returns>
    public static async Task<(string CycleId, string UnitId)> FindAsync(CommandRun run, City city)
    {
        var unitId = run.Get(Unit) is { } unit ? (await UnitChoice.FindAsync(run, city, unit)).Id : "";
        if (run.Get(LastDay) is not { } typed)
            return ("", unitId);
        var lastDay = await CycleChoice.DayAsync(run.Listings, city, CommonOptions.Iso(typed));
        var cycle = await run.Listings.Cycles(city.Id).FirstAsync(cycle => cycle.LastDay == lastDay, run.Cancellation);
        return (cycle.CycleId, unitId);
    }
}
