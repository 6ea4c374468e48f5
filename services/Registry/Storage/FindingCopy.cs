using Npgsql;
using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Writes findings by binary COPY, numbered in the order of the file.</summary>
internal static class FindingCopy
{
    public static async Task InsertAsync(
        NpgsqlConnection connection, RunningImport import, IReadOnlyList<Finding> findings, CancellationToken cancellation)
    {
        if (findings.Count == 0)
            return;
        await using var copy = await connection.BeginBinaryImportAsync(
            "copy import_finding (import_id, position, severity, row_number, column_name, value, reason) from stdin (format binary)",
            cancellation);
        for (var i = 0; i < findings.Count; i++)
            Write(copy, import, import.FindingCount + i, findings[i]);
        await copy.CompleteAsync(cancellation);
    }

    private static void Write(NpgsqlBinaryImporter copy, RunningImport import, int position, Finding finding)
    {
        copy.StartRow();
        copy.Id(import.Id);
        copy.Number(position);
        copy.Small((short)finding.Severity);
        copy.Number(finding.Row);
        copy.Text(finding.Column);
        copy.Text(finding.Value);
        copy.Text(finding.Reason);
    }
}
