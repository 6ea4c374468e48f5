using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>The output of <c>expire</c>.</summary>
public static class ExpireScreen
{
    public static void Show(Screen screen, City city, ExpireReply reply, TimeSpan time)
    {
        if (reply.ContractsExpired > 0)
            screen.Line($"[green]✓[/] [bold]{Words.Count(reply.ContractsExpired, "contract")}[/] of {Words.Safe(city.Name)} expired in {Words.Time(time)}");
        else if (reply.LeftOut.Count > 0)
            screen.Line($"Nothing more of [bold]{Words.Safe(city.Name)}[/] could expire.");
        else
            screen.Line($"[green]✓[/] Nothing more was due in [bold]{Words.Safe(city.Name)}[/].");

        foreach (var cycle in reply.Cycles)
            screen.Line($"  last day {Words.Day(cycle.LastDay)}: {Words.Number(cycle.ContractsExpired)}");
        foreach (var day in reply.LeftOut)
            LeftOutLine.Show(screen, day.LastDay, day.Contracts, day.Explanation);
        if (reply.ContractsExpired > 0 && reply.TraceId.Length > 0)
            screen.Line($"  trace {Words.Safe(reply.TraceId)}");
        screen.Line(reply.ContractsExpired == 0
            ? $"[dim]Next:[/] workforce report --city {Words.Safe(city.Code)}"
            : $"[dim]Next:[/] workforce watch --city {Words.Safe(city.Code)}");
    }
}
