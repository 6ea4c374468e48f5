using System.CommandLine;
using Workforce.Bench.Import;

namespace Workforce.Bench.Commands;

/// <summary><c>import --rows N --format csv|xlsx --json FILE</c></summary>
internal static class ImportCommand
{
    private static readonly Option<int> Rows = new("--rows") { Description = "Rows of the register", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "How often it is measured; the median counts", DefaultValueFactory = _ => 3 };

    private static readonly Option<string> Format = new Option<string>("--format")
    {
        Description = "csv: beside plain COPY of the same rows; xlsx: beside the same register as CSV",
        DefaultValueFactory = _ => "csv",
    }.AcceptOnlyFromAmong("csv", "xlsx");

    public static Command Create()
    {
        var command = new Command("import", "A city's register as a user imports it, against plain COPY of the same rows, or as .xlsx against CSV") { Rows, Rounds, Format, Report.Json };
        command.SetAction(async (typed, cancellation) =>
        {
            var (rows, rounds, json) = (typed.GetValue(Rows), typed.GetValue(Rounds), typed.GetValue(Report.Json));
            return typed.GetValue(Format) is "xlsx"
                ? await Report.ShowAsync(await WorkbookBench.RunAsync(rows, rounds, cancellation), json)
                : await Report.ShowAsync(await ImportBench.RunAsync(rows, rounds, cancellation), json);
        });
        return command;
    }
}
