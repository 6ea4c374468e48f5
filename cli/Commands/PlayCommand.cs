using System.CommandLine;
using Workforce.Cli.Cities;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;

namespace Workforce.Cli.Commands;

/// <summary><c>play</c>: a city's whole night, as <c>./run</c> shows it.</summary>
public static class PlayCommand
{
    private static readonly Option<string> City = new("--city") { Description = "A folder below examples/, or the path of a city's folder", HelpName = "NAME", Required = true };
    private static readonly Option<string?> Register = new("--register") { Description = "The register; register.csv in the city's folder by default", HelpName = "FILE" };
    private static readonly Option<DateOnly?> AsOf = CommonOptions.Day("--as-of", "Contracts whose last day is before this day expire");
    private static readonly Option<string?> Report = new("--report") { Description = "Writes the outcome as JSON to this file", HelpName = "FILE" };

    public static Command Create()
    {
        AsOf.Required = true;
        var command = new Command("play", "Plays a city's night: sends its folder, imports its register, sweeps, follows the fan-out, and compares the outcome with the register") { City, Register, AsOf, Report };
        CommandRun.SetAction(command, PlayAsync);
        return command;
    }

    private static async Task<int> PlayAsync(CommandRun run)
    {
        var folder = CityFolder.Read(ExampleFolder.Find(run.Get(City)));
        await using var register = await RegisterSource.OpenAsync(run.Get(Register) ?? Path.Combine(folder.Directory, "register.csv"), run.Cancellation);
        var file = run.Get(Report);
        if (file is not null)
            OutputFile.CheckWritable("--report", file);

        var night = new Night(run.System, run.Screen, CommonOptions.Iso(run.Get(AsOf)));
        var report = await night.PlayAsync(folder, register, run.Cancellation);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, report.ToJson() + "\n", run.Cancellation);
            run.Screen.Line($"  report written to {Words.Safe(file)}");
        }

        return report.Lost + report.Doubled == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }
}
