using System.CommandLine;
using Workforce.Bench.Import;

namespace Workforce.Bench.Commands;

/// <summary><c>import --rows N --json FILE</c></summary>
internal static class ImportCommand
{
    private static readonly Option<int> Rows = new("--rows") { Description = "Rows of the register", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "How often it is measured; the median counts", DefaultValueFactory = _ => 3 };

    public static Command Create()
    {
        var command = new Command("import", "A city's register as a user imports it, against plain COPY of the same rows") { Rows, Rounds, Report.Json };
        command.SetAction(async (typed, cancellation) =>
        {
            var figures = await ImportBench.RunAsync(typed.GetValue(Rows), typed.GetValue(Rounds), cancellation);
            return await Report.ShowAsync(figures, typed.GetValue(Report.Json));
        });
        return command;
    }
}
