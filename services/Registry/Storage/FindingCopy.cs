using Npgsql;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Writes findings by binary COPY, numbered in the order of the file.</summary>
internal static class FindingCopy
{
    public static Task InsertAsync(
        NpgsqlConnection connection, RunningImport import, IReadOnlyList<Finding> findings, CancellationToken cancellation) =>
        connection.CopyAsync(
            "copy import_finding (import_id, position, severity, row_number, column_name, value, reason) from stdin (format binary)",
            [.. findings.Index()], (copy, finding) => Write(copy, import, import.FindingCount + finding.Index, finding.Item), cancellation);

    private static void Write(CopyRows copy, RunningImport import, int position, Finding finding)
    {
        copy.Id(import.Id);
        copy.Number(position);
        copy.Small((short)finding.Severity);
        copy.Number(finding.Row);
        copy.Text(finding.Column);
        copy.Text(finding.Value);
        copy.Text(finding.Reason);
    }
}
