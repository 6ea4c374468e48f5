using System.CommandLine;
using Workforce.Bench.Fanout;

namespace Workforce.Bench.Commands;

/// <summary><c>fanout --contracts N --json FILE</c></summary>
internal static class FanoutCommand
{
    private static readonly Option<int> Contracts = new("--contracts") { Description = "How many contracts end", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<bool> NoPeer = new("--no-peer") { Description = "Leaves out one message a contract, which takes longest" };

    private static readonly Option<bool> WithStatements = new("--statements") { Description = "Shows which statements PostgreSQL spent its time on" };

    public static Command Create()
    {
        var command = new Command("fanout", "A nation's night against plain SQL and against one message a contract") { Contracts, NoPeer, WithStatements, Report.Json };
        command.SetAction(async (typed, cancellation) =>
        {
            var figures = await FanoutBench.RunAsync(typed.GetValue(Contracts), !typed.GetValue(NoPeer), typed.GetValue(WithStatements), cancellation);
            return await Report.ShowAsync(figures, typed.GetValue(Report.Json));
        });
        return command;
    }
}
