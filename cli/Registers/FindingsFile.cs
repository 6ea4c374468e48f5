using System.Globalization;
using CsvHelper;
using Workforce.Cli.Errors;
using Workforce.Cli.Terminal;
using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>All findings of an import as CSV. A cell that a spreadsheet would run as a formula is escaped.</summary>
public static class FindingsFile
{
    private const string Option = "--findings";

    private static readonly CsvWriterOptions Options = CsvWriterOptions.Default with
    {
        NewLine = "\n",
        Injection = CsvInjection.Escape,
        WriteByteOrderMark = true, // Excel reads UTF-8 only with it
    };

    /// <summary>Before anything is sent, so that no import ends without its findings.</summary>
    /// <param name="register">That is imported, and open; it stays as it is too.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static void CheckWritable(string path, string register)
    {
        if (path == RegisterSource.StandardInput)
            throw new BadInputException($"{Option} - names no file, and standard output has the counts; name a file");
        if (path.Length > 0 && TargetOf(path) == TargetOf(register))
            throw new BadInputException($"'{path}' is the register itself; name another file for the findings");
        OutputFile.CheckWritable(Option, path);
    }

    // Of a link, what it leads to at last; standard input is one.
    private static string TargetOf(string path)
    {
        if (path == RegisterSource.StandardInput)
            path = "/proc/self/fd/0";
        return (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
    }

    /// <summary>Writes the file and says so.</summary>
    public static async Task WriteAsync(Screen screen, string path, IAsyncEnumerable<Finding> findings) =>
        screen.Line($"  {Words.Count(await WriteAsync(path, findings), "finding")} written to {Words.Safe(path)}");

    /// <returns>How many were written.</returns>
    public static async Task<int> WriteAsync(string path, IAsyncEnumerable<Finding> findings)
    {
        await using var file = OutputFile.Create(Option, path);
        await using var csv = CsvWriter.Create(file, Options, leaveOpen: true);
        csv.WriteRecord(["severity", "row", "column", "value", "reason"]);
        var written = 0;
        await foreach (var finding in findings)
        {
            csv.WriteRecord([Name(finding.Severity), finding.Row.ToString(CultureInfo.InvariantCulture), finding.Column, finding.Value, finding.Reason]);
            written++;
        }

        return written;
    }

    /// <summary><c>rejected</c> or <c>warning</c></summary>
    public static string Name(Severity severity) => severity == Severity.Rejected ? "rejected" : "warning";
}
