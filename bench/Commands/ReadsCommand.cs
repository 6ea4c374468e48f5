using System.CommandLine;
using Workforce.Bench.Reads;

namespace Workforce.Bench.Commands;

/// <summary><c>reads --seconds N --json FILE</c></summary>
internal static class ReadsCommand
{
    private static readonly Option<double> Seconds = new("--seconds") { Description = "How long each kind of call is measured", DefaultValueFactory = _ => 5 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Workers in the register", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> Rounds = new("--rounds") { Description = "How often it is measured; the median counts", DefaultValueFactory = _ => 5 };

    public static Command Create()
    {
        var command = new Command("reads", "Reads of one worker by NIK against empty calls of the same server") { Seconds, Workers, Rounds, Report.Json };
        command.SetAction(async (typed, cancellation) =>
        {
            var figures = await ReadsBench.RunAsync(
                typed.GetValue(Workers), typed.GetValue(Rounds), TimeSpan.FromSeconds(typed.GetValue(Seconds)), cancellation);
            return await Report.ShowAsync(figures, typed.GetValue(Report.Json));
        });
        return command;
    }
}
