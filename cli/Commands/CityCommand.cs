using System.CommandLine;
using Workforce.Cli.Cities;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>city apply DIR</c>: sends a city's folder to Registry and Contract.</summary>
public static class CityCommand
{
    private static readonly Argument<string> Directory = new("DIR")
    {
        Description = "Folder with city.yaml, units.yaml, policy.yaml and exemptions.yaml",
    };

    public static Command Create()
    {
        var apply = new Command("apply", "Sends a city's units, heads, policy and exemption list to Registry and Contract; the same folder again changes nothing") { Directory };
        CommandRun.SetAction(apply, ApplyAsync);
        return new Command("city", "The city, its policy and its exemption list") { apply };
    }

    private static async Task<int> ApplyAsync(CommandRun run)
    {
        var folder = CityFolder.Read(run.Get(Directory));
        var applied = await AppliedCity.SendAsync(run.System, folder, run.Cancellation);
        CityScreen.Show(run.Screen, folder, applied);
        CityScreen.ShowNext(run.Screen, applied);
        return ExitCode.Done;
    }
}
