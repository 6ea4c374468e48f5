using Workforce.Cli.Terminal;

namespace Workforce.Cli.Screens;

/// <summary>A day that the sweep leaves out, as <c>expire</c> and <c>report</c> show it.</summary>
public static class LeftOutLine
{
    public static void Show(Screen screen, string lastDay, int contracts, string reason)
    {
        screen.Line($"[yellow]![/] left out, last day {Words.Day(lastDay)}: {Words.Count(contracts, "contract")}");
        screen.Line($"  {Words.Safe(reason)}");
    }
}
