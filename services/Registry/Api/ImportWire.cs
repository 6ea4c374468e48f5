using Workforce.Registry.Import;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

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
        Findings = { import.Findings.First.Select(FindingWire.ToWire) },
        FindingsTruncated = import.Findings.Count > import.Findings.First.Count,
        BrokenOff = import.IsBrokenOff,
    };

    public static V1.ImportRecord ToWire(ImportRecord record) => new()
    {
        ImportId = $"{record.Id}",
        FileName = record.FileName,
        StartedAt = Timestamp.FromDateTime(record.StartedAt),
        FinishedAt = record.FinishedAt is { } finished ? Timestamp.FromDateTime(finished) : null,
        StoredAt = record.StoredAt is { } stored ? Timestamp.FromDateTime(stored) : null,
        Complete = record.State is ImportState.Whole,
        State = ToWire(record.State),
        LastRow = record.LastRow,
        RowsRead = record.Tally.Read,
        RowsImported = record.Tally.Imported,
        RowsUnchanged = record.Tally.Unchanged,
        RowsUpdated = record.Tally.Updated,
        RowsRejected = record.Tally.Rejected,
        Warnings = record.Tally.Warnings,
        ImportedBy = record.By?.ToWire(),
    };

    private static V1.ImportState ToWire(ImportState state) => state switch
    {
        ImportState.Running => V1.ImportState.Running,
        ImportState.Whole => V1.ImportState.Whole,
        ImportState.BrokenOff => V1.ImportState.BrokenOff,
        ImportState.Refused => V1.ImportState.Refused,
        _ => V1.ImportState.Unspecified,
    };

    /// <summary>The key of a listing of imports.</summary>
    public static string KeyOf(ImportRecord record) => PageKey.Of(record.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static Guid? AfterFrom(Page page) => page.AfterId();
}
