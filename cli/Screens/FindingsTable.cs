using Spectre.Console;
using Workforce.Cli.Registers;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Screens;

/// <summary>What Registry found in a file.</summary>
internal static class FindingsTable
{
    private const int Shown = 50;

    /// <param name="areTruncated">Whether there are more than the reply has.</param>
    /// <param name="isBrokenOff">Whether the first says why the file was not read further.</param>
    /// <param name="file">What --findings writes: all of them, or as many as the reply has.</param>
    public static void Show(Screen screen, IReadOnlyList<Finding> findings, bool areTruncated, bool isBrokenOff, string file = "them all")
    {
        if (findings.Count == 0)
            return;
        var table = screen.Table()
            .AddColumn(new TableColumn("Row").RightAligned())
            .AddColumn("Finding").AddColumn("Column").AddColumn("Value").AddColumn("Reason");
        foreach (var finding in FirstOf(findings, isBrokenOff))
        {
            var colour = finding.Severity == Severity.Rejected ? "red" : "yellow";
            table.AddRow(
                Words.Number(finding.Row),
                $"[{colour}]{FindingsFile.Name(finding.Severity)}[/]",
                Words.Safe(finding.Column),
                Words.Safe(finding.Value),
                Words.Safe(finding.Reason));
        }

        screen.Console.Write(table);
        var more = findings.Count - Shown;
        if (more > 0)
            screen.Line($"  and {(areTruncated ? "more than " : "")}{Words.Count(more, "more finding")}; [bold]--findings FILE[/] writes {file} as CSV");
    }

    public static string Coloured(int count, string colour) => count == 0 ? "0" : $"[{colour}]{Words.Number(count)}[/]";

    // Where there are too many, rejected rows before warnings, which are on rows that are in; but why the file was not read further is first.
    private static IEnumerable<Finding> FirstOf(IReadOnlyList<Finding> findings, bool isBrokenOff) =>
        findings.Index()
            .OrderByDescending(finding => finding.Index == 0 && isBrokenOff)
            .ThenByDescending(finding => finding.Item.Severity is Severity.Rejected)
            .Take(Shown)
            .OrderBy(finding => finding.Index)
            .Select(finding => finding.Item);
}
