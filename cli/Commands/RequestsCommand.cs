using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>requests show|reassign</c>: the evaluation requests of a cycle by unit, and to whom they go when a unit has another head.</summary>
public static class RequestsCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "Of the cycle; the newest by default");
    private static readonly Option<string> Unit = new("--unit") { Description = "The work unit, by code or name", HelpName = "UNIT", Required = true };
    private static readonly Option<string> Paper = new("--paper") { Description = "Number of the paper (dokumen dasar) by which the unit has another head", HelpName = "NUMBER", Required = true };
    private static readonly Option<DateOnly?> PaperDate = CommonOptions.Day("--paper-date", "Date of the paper");
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept with it", HelpName = "TEXT", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        PaperDate.Required = true;
        var show = new Command("show", "Shows by unit how many requests of a cycle are open, and which went to another head") { City, LastDay, Json };
        var reassign = new Command("reassign", "Gives the open requests of a unit to who heads it today. The same again changes nothing")
        {
            City, LastDay, Unit, Paper, PaperDate, Reason, Json,
        };
        CommandRun.SetAction(show, ShowAsync);
        CommandRun.SetAction(reassign, ReassignAsync);
        return new Command("requests", "Evaluation requests to the heads of units (permintaan penilaian)") { show, reassign };
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var cycle = await FindCycleAsync(run, city);
        var units = await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation);
        var requests = await run.Listings.Requests(new ListRequestsRequest { CityId = city.Id, CycleId = cycle.CycleId }).ToListAsync(run.Cancellation);
        var reassignments = await run.Listings.Reassignments(cycle.CycleId).ToListAsync(run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(RequestsScreen.ToJson(cycle, requests, reassignments, units));
        else
            RequestsScreen.Show(run.Screen, city, cycle, requests, reassignments, units);
        return ExitCode.Done;
    }

    private static async Task<int> ReassignAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var unit = await UnitChoice.FindAsync(run, city, run.Get(Unit));
        var cycle = await FindCycleAsync(run, city);
        var reassignment = await run.System.Requests.ReassignRequestsAsync(
            new ReassignRequestsRequest
            {
                CycleId = cycle.CycleId,
                UnitId = unit.Id,
                Paper = new Paper { Number = run.Get(Paper), Date = CommonOptions.Iso(run.Get(PaperDate)) },
                Reason = run.Get(Reason),
            },
            cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(RequestsScreen.ToJson(reassignment));
        else
            RequestsScreen.ShowReassigned(run.Screen, unit, reassignment);
        return ExitCode.Done;
    }

    private static async Task<CycleProgress> FindCycleAsync(CommandRun run, City city)
    {
        var day = await CycleChoice.DayAsync(run.Listings, city, CommonOptions.Iso(run.Get(LastDay)));
        return await run.Listings.Cycles(city.Id).FirstOrDefaultAsync(cycle => cycle.LastDay == day, run.Cancellation)
            ?? throw new BadInputException($"{city.Name} has no cycle of {day}");
    }
}
