using System.CommandLine;
using Workforce.Cli.Cities;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;

namespace Workforce.Cli.Commands;

/// <summary><c>play</c>: a city's whole night in one go, as <c>./run</c> shows it.</summary>
public static class PlayCommand
{
    private static readonly Option<string> City = new("--city") { Description = "A folder below examples/, or the path of a city's folder", HelpName = "NAME", Required = true };
    private static readonly Option<string?> Register = new("--register") { Description = "Without it, register.csv in the city's folder", HelpName = "FILE" };
    private static readonly Option<DateOnly?> AsOf = CommonOptions.Day("--as-of", "Contracts whose last day is before this day end");
    private static readonly Option<string?> Report = new("--report") { Description = "Writes the outcome as JSON to this file", HelpName = "FILE" };

    public static Command Create()
    {
        AsOf.Required = true;
        var command = new Command("play", "Plays a city's night: its folder, its register, expiry, fan-out, and the outcome compared") { City, Register, AsOf, Report };
        Call.SetAction(command, PlayAsync);
        return command;
    }

    private static async Task<int> PlayAsync(Call call)
    {
        var folder = CityFolder.Read(ExampleFolder.Find(call.Get(City)));
        await using var register = RegisterSource.Open(call.Get(Register) ?? Path.Combine(folder.Directory, "register.csv"));
        var file = call.Get(Report);
        CheckWritable(file);

        var night = new Night(call.System, call.Screen, CommonOptions.Iso(call.Get(AsOf)));
        var report = await night.PlayAsync(folder, register, call.Cancellation);
        if (file is not null)
        {
            await File.WriteAllTextAsync(file, report.ToJson() + "\n", call.Cancellation);
            call.Screen.Line($"  report written to {Words.Safe(file)}");
        }

        return report.Lost + report.Doubled == 0 ? ExitCode.Done : ExitCode.Disagreement;
    }

    // Better now than after the night.
    private static void CheckWritable(string? file)
    {
        if (file is null)
            return;
        var isNew = !File.Exists(file);
        try
        {
            File.Open(file, FileMode.OpenOrCreate, FileAccess.Write).Dispose();
            if (isNew)
                File.Delete(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"--report '{file}' cannot be written: {fault.Message}");
        }
    }
}
