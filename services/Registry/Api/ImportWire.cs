using Workforce.Registry.Import;

namespace Workforce.Registry.Api;

/// <summary>Imports on the wire.</summary>
internal static class ImportWire
{
    public static V1.ImportReply ToWire(RunningImport import) => new()
    {
        ImportId = $"{import.Id}",
        RowsRead = import.Tally.Read,
        RowsImported = import.Tally.Imported,
        RowsUnchanged = import.Tally.Unchanged,
        RowsUpdated = import.Tally.Updated,
        RowsRejected = import.Tally.Rejected,
        Warnings = import.Tally.Warnings,
        Findings = { import.FirstFindings.Select(FindingWire.ToWire) },
        FindingsTruncated = import.FindingCount > import.FirstFindings.Count,
    };
}
