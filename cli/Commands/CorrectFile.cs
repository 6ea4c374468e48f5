using System.CommandLine;
using System.Diagnostics;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>contract correct-file FILE --city C</c>: many corrections by an export in which wrong cells were made right.</summary>
internal static class CorrectFile
{
    private static readonly Argument<string> File = new("FILE") { Description = "An export of the register (export register) in which wrong cells were made right, as .xlsx or CSV; - reads standard input" };
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Sheet = CommonOptions.Sheet();
    private static readonly Option<bool> Preview = new("--preview") { Description = "Shows what would be corrected, and corrects nothing" };
    private static readonly Option<string?> Findings = new("--findings") { Description = "Writes the rejected rows and the warnings, the first 1,000, to this CSV file", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("correct-file", "Corrects many contracts by a changed export: each row as a whole, or it is rejected and reported") { File, City, Sheet, Preview, Findings };
        CorrectionOptions.AddTo(command);
        CommandRun.SetAction(command, CorrectAsync);
        return command;
    }

    private static async Task<int> CorrectAsync(CommandRun run)
    {
        var path = run.Get(File);
        await using var file = await RegisterSource.OpenAsync(path, run.Cancellation);
        if (run.Get(Findings) is { } findings)
            FindingsFile.CheckWritable(findings, register: path);
        var city = await run.FindCityAsync(run.Get(City));
        var header = new CorrectByFileHeader
        {
            CityId = city.Id,
            Sheet = run.Get(Sheet) ?? "",
            Reason = run.Get(CorrectionOptions.Reason),
            Paper = CorrectionOptions.PaperOf(run),
            Preview = run.Get(Preview),
        };
        var upload = Uploads.Of(run.System.Corrections, header, file, Path.GetFileName(path));
        var start = Stopwatch.GetTimestamp();
        CorrectByFileReply? reply = null;
        await Bars.ShowAsync(run.Screen, [upload.Sent], async () => reply = await upload.SendAsync(run.Cancellation));

        CorrectedFileScreen.Show(run.Screen, city, reply!, header.Preview, Stopwatch.GetElapsedTime(start));
        if (run.Get(Findings) is { } output)
            await FindingsFile.WriteAsync(run.Screen, output, reply!.Findings.ToAsyncEnumerable());
        return reply!.BrokenOff || reply.RowsRejected > 0 ? ExitCode.BadInput : ExitCode.Done;
    }
}
