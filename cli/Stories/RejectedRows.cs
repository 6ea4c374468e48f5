using Workforce.Cli.Errors;
using Workforce.Cli.Screens;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories;

/// <summary>Ends a story at a file of which rows were rejected: what comes after rests on them.</summary>
internal static class RejectedRows
{
    /// <param name="areOthersIn">Whether the rows that are right count nevertheless.</param>
    /// <exception cref="BadInputException">Some were, or the file could not be read to its end.</exception>
    public static void Check(Screen screen, string path, int rejected, IReadOnlyList<Finding> findings, bool areTruncated, bool isBrokenOff, bool areOthersIn = true)
    {
        if (rejected == 0 && !isBrokenOff)
            return;
        FindingsTable.Show(screen, findings, areTruncated, isBrokenOff);
        var first = findings.FirstOrDefault(finding => isBrokenOff || finding.Severity is Severity.Rejected) ?? new Finding { Reason = "a row was rejected" };
        var where = first.Row == 0 ? path : $"{path} row {first.Row}{(first.Column.Length == 0 ? "" : $", {first.Column}")}";
        throw new BadInputException(
            $"{where}: {(first.Value.Length == 0 ? "" : $"'{first.Value}' ")}{first.Reason}{(rejected > 1 ? $", and {Words.Count(rejected - 1, "row")} more" : "")}; "
            + $"{(areOthersIn ? "the right rows are in" : "nothing of the file is in")}. Correct the file and play the story again: it goes on with this step");
    }
}
