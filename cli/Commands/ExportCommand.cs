using System.CommandLine;
using Workforce.Cli.Errors;
using Workforce.Cli.Registers;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Commands;

/// <summary><c>export register|national --city C --as-of DATE</c>: the contracts in force on a day as a file.</summary>
public static class ExportCommand
{
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(1);

    private static readonly Option<string> City = CommonOptions.City();
    private static readonly Option<DateOnly?> AsOf = RequiredDay("--as-of", "The day on which the contracts are in force");
    private static readonly Option<DateOnly?> RulesOf = CommonOptions.Day("--rules-of", "The day of the rules of the policy's national_export; the latest by default");
    private static readonly Option<string?> Format = FormatOption();
    private static readonly Option<string?> To = new("--to") { Description = "The file; CITY-LAYOUT-DATE.FORMAT in the current folder by default", HelpName = "FILE" };
    private static readonly Option<string?> Excluded = new("--excluded") { Description = "The file of the excluded rows with their reasons; beside the other by default", HelpName = "FILE" };
    private static readonly Option<bool> Force = new("--force") { Description = "Overwrites files that exist" };

    public static Command Create()
    {
        var register = new Command("register", "The city's own layout: imported again, it changes nothing") { City, AsOf, Format, To, Force };
        var national = new Command("national", "The layout of the national data collection, without the rows that its rules exclude; those go to a file of their own")
        {
            City, AsOf, RulesOf, Format, To, Excluded, Force,
        };
        CommandRun.SetAction(register, run => ExportAsync(run, ExportLayout.Register));
        CommandRun.SetAction(national, run => ExportAsync(run, ExportLayout.National));
        return new Command("export", "Writes the contracts in force on a day into a CSV or .xlsx file") { register, national };
    }

    private static async Task<int> ExportAsync(CommandRun run, ExportLayout layout)
    {
        var (isNational, format, asOf) = (layout is ExportLayout.National, FormatOf(run), CommonOptions.Iso(run.Get(AsOf)));
        var city = await run.FindCityAsync(run.Get(City));
        var path = run.Get(To) ?? $"{city.Code}-{(isNational ? "national" : "register")}-{asOf}.{format}";
        var excludedPath = isNational ? run.Get(Excluded) ?? Beside(path) : null;
        if (excludedPath is not null && Path.GetFullPath(excludedPath) == Path.GetFullPath(path))
            throw new BadInputException($"--excluded '{excludedPath}' is the file of the other rows; name another");

        using var content = DraftFile.Create("--to", path, run.Get(Force));
        using var excluded = excludedPath is null ? null : DraftFile.Create("--excluded", excludedPath, run.Get(Force));
        var request = new ExportRequest
        {
            CityId = city.Id,
            Layout = layout,
            AsOf = asOf,
            RulesOf = isNational ? CommonOptions.Iso(run.Get(RulesOf)) : "",
            Format = format is "xlsx" ? ExportFormat.Xlsx : ExportFormat.Csv,
        };
        var exported = await ReceiveAsync(run, new Download(run.System.Exports, content, excluded), request);
        // The excluded first: where they cannot be kept, nothing is that would look whole.
        excluded?.Keep();
        content.Keep();
        ExportScreen.Show(run.Screen, city, request, exported, path, excludedPath);
        return ExitCode.Done;
    }

    private static async Task<Exported> ReceiveAsync(CommandRun run, Download download, ExportRequest request)
    {
        var receiving = download.ReceiveAsync(request, run.Cancellation);
        if (await Task.WhenAny(receiving, Task.Delay(Silent, run.Cancellation)) != receiving)
            await Bars.ShowAsync(run.Screen, [download.Received], () => receiving);
        return await receiving;
    }

    // As the file is called, where nothing else is said.
    private static string FormatOf(CommandRun run) =>
        run.Get(Format) ?? (Path.GetExtension(run.Get(To))?.Equals(".xlsx", StringComparison.OrdinalIgnoreCase) is true ? "xlsx" : "csv");

    private static string Beside(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-excluded{Path.GetExtension(path)}");

    private static Option<DateOnly?> RequiredDay(string name, string description)
    {
        var option = CommonOptions.Day(name, description);
        option.Required = true;
        return option;
    }

    private static Option<string?> FormatOption()
    {
        var option = new Option<string?>("--format") { Description = "csv, the default, or xlsx", HelpName = "FORMAT" };
        option.AcceptOnlyFromAmong("csv", "xlsx");
        return option;
    }
}
