using System.CommandLine;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>reminders --city C [--last-day DATE] [--json]</c>: the reminders that contracts end, and those to heads that ratings are due, by day and step.</summary>
public static class RemindersCommand
{
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> LastDay = CommonOptions.Day("--last-day", "Only of contracts that end on this day, and none to heads");
    private static readonly Option<bool> Json = new("--json") { Description = "JSON instead of a table" };

    public static Command Create()
    {
        var command = new Command("reminders", "Shows how many workers were reminded that their contract ends, and how many heads that ratings are due, by the day and by how many days before") { City, LastDay, Json };
        CommandRun.SetAction(command, ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        var counts = await run.Listings.RemindersAsync(city.Id, CommonOptions.Iso(run.Get(LastDay)));
        var toHeads = run.Get(LastDay) is null ? await run.Listings.HeadNoticesAsync(city.Id) : [];
        if (run.Get(Json))
            Console.WriteLine(RemindersScreen.ToJson(city, counts, toHeads));
        else
            RemindersScreen.Show(run.Screen, city, counts, toHeads);
        return ExitCode.Done;
    }
}
