using System.CommandLine;
using Workforce.Bench.Import;

namespace Workforce.Bench.Commands;

/// <summary><c>import --rows N --rejected PERCENT --format csv|xlsx --json FILE</c></summary>
internal static class ImportCommand
{
    private static readonly Option<int> Rows = new("--rows") { Description = "Rows of the register", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "How often it is measured; the median counts", DefaultValueFactory = _ => 3 };

    private static readonly Option<int> Rejected = new("--rejected") { Description = "Also imports a register of which so many percent of the rows are rejected and kept", HelpName = "PERCENT" };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "csv: beside plain COPY of the same rows; xlsx: beside the same register as CSV",
        DefaultValueFactory = _ => "csv",
    }.AcceptOnlyFromAmong("csv", "xlsx");

    public static Command Create()
    {
        var command = new Command("import", "A city's register as a user imports it, against plain COPY of the same rows, or as .xlsx against CSV") { Rows, Rounds, Rejected, Format, Report.Json };
        command.SetAction(async (typed, cancellation) =>
        {
            var (rows, rounds, json) = (typed.GetValue(Rows), typed.GetValue(Rounds), typed.GetValue(Report.Json));
            return typed.GetValue(Format) is "xlsx"
                ? await Report.ShowAsync(await WorkbookBench.RunAsync(rows, rounds, cancellation), json)
                : await Report.ShowAsync(await ImportBench.RunAsync(rows, rounds, typed.GetValue(Rejected), cancellation), json);
        });
        return command;
    }
}
