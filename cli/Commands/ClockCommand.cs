using System.CommandLine;
using System.CommandLine.Parsing;
using Workforce.Cli.Clocks;
using Workforce.Cli.Errors;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>clock [MOMENT] [--city C] [--json]</c>: shows the clock of every service, and moves a story's.</summary>
public static class ClockCommand
{
    private const string Name = "MOMENT";

    private static readonly Argument<TypedMoment?> To = new(Name)
    {
        Description = "Moves the clock of a story forward to this moment, never back: 2021-01-08T09:00 is a time in the city, 2021-01-08T09:00+08:00 says its offset from UTC itself. Without it the clock is only shown",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = Read,
        DefaultValueFactory = _ => null,
    };

    private static readonly Option<string?> City = new("--city") { Description = "Whose time it is; not needed where the system has one city", HelpName = "CITY" };
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var command = new Command("clock", "Shows the date and time of every service, and moves the clock of a story") { To, City, Json };
        CommandRun.SetAction(command, RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(CommandRun run)
    {
        var clocks = new SystemClocks(run.System, run.Cancellation);
        // First of all: it does not wait for a system that is not running.
        var before = await clocks.ReadAsync();
        var zone = await FindZoneAsync(run);
        var to = run.Get(To) is { } typed ? MomentOf(typed, zone) : (DateTimeOffset?)null;
        if (to is { } moment)
            await clocks.MoveAsync(moment);

        var shown = to is null ? before : await clocks.ReadAsync();
        if (run.Get(Json))
            Console.WriteLine(ClockScreen.ToJson(shown, zone ?? CityZone.Utc));
        else
            ClockScreen.Show(run.Screen, shown, zone ?? CityZone.Utc, to);
        return ExitCode.Done;
    }

    /// <returns>Null where the system has none, or several.</returns>
    private static async Task<CityZone?> FindZoneAsync(CommandRun run)
    {
        if (run.Get(City) is { } city)
            return CityZone.Of(await run.FindCityAsync(city));
        var cities = await run.Listings.Cities().Take(2).ToListAsync(run.Cancellation);
        return cities is [var only] ? CityZone.Of(only) : null;
    }

    private static DateTimeOffset MomentOf(TypedMoment typed, CityZone? zone) => typed.Offset is not null || zone is not null
        ? typed.In(zone ?? CityZone.Utc)
        : throw new BadInputException($"whose time is {typed.Text}? The system does not have one city alone: add --city CITY, or an offset, as in {typed.Text}+08:00");

    private static TypedMoment? Read(ArgumentResult typed)
    {
        if (typed.Tokens is not [var token])
            return null;
        var moment = TypedMoment.Parse(token.Value);
        if (moment is null)
            typed.AddError($"{Name} '{token.Value}' is not a moment of the form yyyy-MM-ddTHH:mm, such as 2021-01-08T09:00");
        return moment;
    }
}
