using System.CommandLine;
using Workforce.Cli.Cities;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>city apply DIR</c>: tells the owners what a city's folder says.</summary>
public static class CityCommand
{
    private static readonly Argument<string> Directory = new("DIR")
    {
        Description = "Folder with city.yaml, units.yaml, policy.yaml and exemptions.yaml",
    };

    public static Command Create()
    {
        var apply = new Command("apply", "Sends a city's units, heads, policy and exemptions to their owners; the same again changes nothing") { Directory };
        Call.SetAction(apply, ApplyAsync);
        return new Command("city", "The city and what it has decided") { apply };
    }

    private static async Task<int> ApplyAsync(Call call)
    {
        var folder = CityFolder.Read(call.Get(Directory));
        var applied = await Application.SendAsync(call.System, folder, call.Cancellation);
        CityScreen.Show(call.Screen, folder, applied);
        CityScreen.ShowNext(call.Screen, applied);
        return ExitCode.Done;
    }
}
