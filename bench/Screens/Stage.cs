using System.Diagnostics;
using Spectre.Console;

namespace Workforce.Bench.Screens;

/// <summary>What a bench is doing, with the seconds since it began.</summary>
internal static class Stage
{
    private static readonly Stopwatch Running = Stopwatch.StartNew();

    public static void Say(string what) => AnsiConsole.MarkupLine($"[grey]{Running.Elapsed.TotalSeconds,6:F0} s[/]  {Markup.Escape(what)}");
}
