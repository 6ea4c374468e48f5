using System.CommandLine;
using Grpc.Core;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>round open|show</c>: rounds of ratings (putaran penilaian), and how far they have come.</summary>
public static class RoundCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string> Kind = new("--kind") { Description = string.Join(", ", RoundScreen.Kinds), HelpName = "KIND", Required = true };
    private static readonly Option<DateOnly?> From = RequiredDay("--from", "First day of the period that is rated");
    private static readonly Option<DateOnly?> To = RequiredDay("--to", "Last day of the period; at most a year");
    private static readonly Option<DateOnly?> Due = CommonOptions.Day("--due", "By when heads rate; before_end_due of the policy by default");
    private static readonly Option<string[]> Units = new("--unit") { Description = "Only this work unit, by code or name; may be given again. All units by default", HelpName = "UNIT" };
    private static readonly Option<string?> Id = new("--round") { Description = "Of the round; the newest by default", HelpName = "ID" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Follows the round until every worker is rated" };
    private static readonly Option<bool> All = new("--all") { Description = "Lists all rounds of the city" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var open = new Command("open", "Opens a round: the heads rate the workers who have a contract in the period. The same round again changes nothing") { City, Kind, From, To, Due, Units, Json };
        var show = new Command("show", "Shows by unit how many workers of a round are rated") { City, Id, All, Watch, Json };
        CommandRun.SetAction(open, OpenAsync);
        CommandRun.SetAction(show, ShowAsync);
        return new Command("round", "Rounds of ratings (putaran penilaian)") { open, show };
    }

    private static async Task<int> OpenAsync(CommandRun run)
    {
        var kind = RoundScreen.KindOf(run.Get(Kind))
            ?? throw new BadInputException($"--kind '{run.Get(Kind)}' is none of {string.Join(", ", RoundScreen.Kinds)}{Nearest.Hint(run.Get(Kind), RoundScreen.Kinds)}");
        var city = await run.FindCityAsync(run.Get(City));
        var request = new OpenRoundRequest
        {
            CityId = city.Id,
            Kind = kind,
            PeriodFrom = CommonOptions.Iso(run.Get(From)),
            PeriodTo = CommonOptions.Iso(run.Get(To)),
            DueDay = CommonOptions.Iso(run.Get(Due)),
        };
        foreach (var unit in run.Get(Units) ?? [])
            request.UnitIds.Add((await UnitChoice.FindAsync(run, city, unit)).Id);
        var round = await run.System.Rounds.OpenRoundAsync(request, cancellationToken: run.Cancellation);
        if (run.Get(Json))
            Console.WriteLine(RoundScreen.Json(round, null, []));
        else
            RoundScreen.ShowOpened(run.Screen, city, round);
        return ExitCode.Done;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        if (!run.Get(Json))
            RoundScreen.ShowMissing(run.Screen, city, await run.Listings.MissingRoundsAsync(city.Id));
        if (run.Get(All))
        {
            RoundScreen.ShowAll(run.Screen, city, await run.Listings.Rounds(city.Id).ToListAsync(run.Cancellation));
            return ExitCode.Done;
        }
        var round = await RoundChoice.FindAsync(run, city, run.Get(Id));
        var units = await run.Listings.WorkUnits(city.Id).ToListAsync(run.Cancellation);
        var progress = new RoundProgress();
        var bar = new Bar("Rated");
        Task Follow() => FollowAsync(run, round, bar, news => progress = news);
        if (run.Get(Watch) && !run.Get(Json))
            await Bars.ShowAsync(run.Screen, [bar], Follow);
        else
            await Follow();
        if (run.Get(Json))
            Console.WriteLine(RoundScreen.Json(round, progress, units));
        else
            RoundScreen.Show(run.Screen, city, round, progress, units);
        return ExitCode.Done;
    }

    private static async Task FollowAsync(CommandRun run, Round round, Bar bar, Action<RoundProgress> show)
    {
        using var call = run.System.Rounds.ShowProgress(
            new ShowProgressRequest { RoundId = round.Id, UntilComplete = run.Get(Watch) }, cancellationToken: run.Cancellation);
        await foreach (var progress in call.ResponseStream.ReadAllAsync(run.Cancellation))
        {
            (bar.Total, bar.Value) = (progress.Contracts, progress.Rated);
            show(progress);
        }
    }

    private static Option<DateOnly?> RequiredDay(string name, string description)
    {
        var option = CommonOptions.Day(name, description);
        option.Required = true;
        return option;
    }
}
