using System.CommandLine;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>states --city C [--day DATE] …</c>, <c>states --check</c>, <c>states list</c>: in which state each worker is on a day, as known at a moment.</summary>
public static class StatesCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> Day = CommonOptions.Day("--day", "On this day; the city's today by default");
    private static readonly Option<string?> KnownAt = new("--known-at") { Description = "As it was known at a moment, such as 2021-01-05T12:00:00+08:00; now by default", HelpName = "MOMENT" };
    private static readonly Option<bool> ByUnit = new("--by-unit") { Description = "A line for each work unit" };
    private static readonly Option<bool> Check = new("--check") { Description = "Compares each unit's states with the register; ends with 3 when a sum does not close" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };
    private static readonly Option<string?> State = new("--state") { Description = $"Only workers in this state: {EnumWords.Listed<WorkerState>()}", HelpName = "STATE" };

    public static Command Create()
    {
        var list = new Command("list", "Lists the workers with their states, by unit") { City, Day, KnownAt, ListChoice.Unit, State, Json };
        CommandRun.SetAction(list, ListAsync);
        var command = new Command(
            "states", "Counts a city's workers by their state on a day (berlaku, dikecualikan, menunggu tender, dirumahkan, menunggu keputusan, berhenti), as known at a moment")
        {
            City, Day, KnownAt, ByUnit, Check, Json, list,
        };
        CommandRun.SetAction(command, CountAsync);
        return command;
    }

    private static async Task<int> CountAsync(CommandRun run)
    {
        if (run.Get(Check))
            return run.Get(KnownAt) is null && !run.Get(ByUnit)
                ? await CheckAsync(run)
                : throw new BadInputException("--check is given beside --known-at or --by-unit; the register is compared as it is now, unit by unit");
        var city = await run.FindCityAsync(run.Get(City));
        var counts = await run.System.States.CountStatesAsync(
            new CountStatesRequest { CityId = city.Id, Day = CommonOptions.Iso(run.Get(Day)), KnownAt = run.Get(KnownAt) ?? "" }, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(counts));
        else
            StatesScreen.Show(run.Screen, city, counts, run.Get(ByUnit) ? await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation) : null);
        return ExitCode.Done;
    }

    private static async Task<int> CheckAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var check = await run.System.States.CheckStatesAsync(
            new CheckStatesRequest { CityId = city.Id, Day = CommonOptions.Iso(run.Get(Day)) }, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(check));
        else
            StatesScreen.Show(run.Screen, city, check, check.Unclosed.Count == 0 ? [] : await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation));
        return check.Unclosed.Count == 0 && check.Counted == check.Population ? ExitCode.Done : ExitCode.Disagreement;
    }

    private static async Task<int> ListAsync(CommandRun run)
    {
        var state = run.Get(State) is { } word ? EnumWords.Typed<WorkerState>(State.Name, word) : WorkerState.Unspecified;
        var city = await run.FindCityAsync(run.Get(City));
        var unitId = run.Get(ListChoice.Unit) is { } unit ? (await UnitChoice.FindAsync(run, city, unit)).Id : "";
        var states = await run.Listings.StatesAsync(
            new ListStatesRequest { CityId = city.Id, Day = CommonOptions.Iso(run.Get(Day)), KnownAt = run.Get(KnownAt) ?? "", UnitId = unitId, State = state });
        if (run.Get(Json))
            Console.WriteLine(ProtoJson.Of(states));
        else
            StatesScreen.Show(run.Screen, city, states, await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation));
        return ExitCode.Done;
    }
}
