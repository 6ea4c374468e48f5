using System.CommandLine;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>imports --city C</c>: what is stored of each file that was imported, also where its import broke off.</summary>
public static class ImportsCommand
{
    private const int Newest = 20;

    private static readonly Option<string> City = CommonOptions.City();

    public static Command Create()
    {
        var command = new Command("imports", $"Shows the newest {Newest} imports of a city: how much of each file is stored, also where an import broke off") { City };
        CommandRun.SetAction(command, ShowAsync);
        return command;
    }

    private static async Task<int> ShowAsync(CommandRun run)
    {
        var city = await run.FindCityAsync(run.Get(City));
        ImportsScreen.Show(run.Screen, city, await run.Listings.NewestImportsAsync(city.Id, Newest));
        return ExitCode.Done;
    }
}
