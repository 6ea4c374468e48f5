using System.CommandLine;
using System.Diagnostics;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>import FILE --city C</c>: sends a register and shows what was found in it.</summary>
public static class ImportCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "The register as CSV (UTF-8, comma or semicolon)" };
    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<string?> Findings = new("--findings")
    {
        Description = "Writes every reject and warning to this CSV file",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var command = new Command("import", "Imports a city's register; good rows go in, every other row is reported, the same file again changes nothing") { File, City, Findings };
        Call.SetAction(command, ImportAsync);
        return command;
    }

    private static async Task<int> ImportAsync(Call call)
    {
        await using var file = RegisterSource.Open(call.Get(File));
        var city = await call.System.Cities.GetCityAsync(new GetCityRequest { City = call.Get(City) }, cancellationToken: call.Cancellation);
        var upload = new Upload(call.System.Register, file);
        var start = Stopwatch.GetTimestamp();
        ImportReply? reply = null;
        await Bars.ShowAsync(call.Screen, [upload.Sent], async () => reply = await upload.SendAsync(city.Id, call.Cancellation));

        ImportScreen.Show(call.Screen, city, reply!, Stopwatch.GetElapsedTime(start));
        if (call.Get(Findings) is { } path)
            call.Screen.Line($"  {Words.Count(await FindingsFile.WriteAsync(path, call.Listings.Findings(reply!.ImportId)), "finding")} written to {Words.Safe(path)}");
        ImportScreen.ShowNext(call.Screen, city, reply!);
        return NothingIsIn(reply!) ? ExitCode.BadInput : ExitCode.Done;
    }

    private static bool NothingIsIn(ImportReply reply) => reply.RowsRead > 0 && reply.RowsRejected == reply.RowsRead;
}
