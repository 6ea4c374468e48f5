using Workforce.Cli.Terminal;

namespace Workforce.Cli.Screens;

/// <summary>A day that the sweep leaves out, as a line of <c>expire</c> and <c>report</c>.</summary>
public static class LeftOutLine
{
    public static void Show(Screen screen, string lastDay, int contracts, string reason) => screen.Line(
        $"[yellow]![/] left out, last day {Words.Day(lastDay)}: {Words.Count(contracts, "contract")}, because {Words.Safe(reason)}");
}
