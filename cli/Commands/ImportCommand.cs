using System.CommandLine;
using System.Diagnostics;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>import FILE --city C</c>: imports a register and shows the findings.</summary>
public static class ImportCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The register as .xlsx or CSV (UTF-8; semicolon, comma, tab or bar; UTF-16 with its mark); - reads standard input" };
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Sheet = CommonOptions.Sheet();
    private static readonly Option<string?> Findings = new("--findings")
    {
        Description = "Writes every rejected row and every warning to this CSV file",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command("import", "Imports a city's register: valid rows are stored, every other row is reported; the same file again changes nothing") { File, City, Sheet, Findings };
        CommandRun.SetAction(command, ImportAsync);
        return command;
    }

    private static async Task<int> ImportAsync(CommandRun run)
    {
        var path = run.Get(File);
        await using var file = await RegisterSource.OpenAsync(path, run.Cancellation);
        if (run.Get(Findings) is { } findings)
            FindingsFile.CheckWritable(findings, register: path);
        var city = await run.FindCityAsync(run.Get(City));
        var upload = Uploads.Of(run.System.Register, city.Id, file, Path.GetFileName(path), run.Get(Sheet));
        var start = Stopwatch.GetTimestamp();
        ImportReply? reply = null;
        await Bars.ShowAsync(run.Screen, [upload.Sent], async () => reply = await upload.SendAsync(run.Cancellation));

        ImportScreen.Show(run.Screen, city, reply!, Stopwatch.GetElapsedTime(start));
        if (run.Get(Findings) is { } output)
            await FindingsFile.WriteAsync(run.Screen, output, run.Listings.Findings(reply!.ImportId));
        ImportScreen.ShowNext(run.Screen, city, reply!);
        return reply!.End is ImportEnd.Whole ? ExitCode.Done : ExitCode.BadInput;
    }
}
