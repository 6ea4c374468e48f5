using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Registry.Import;

/// <summary>The tables of imports, of their findings, and of the stored contracts that a running import has found in its file.</summary>
public sealed class ImportStore(Database database)
{
    // An import that did not finish, for its service died; a later one deletes its rows.
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromDays(1);

    // Several signs of life, for a database under load answers late.
    private static readonly TimeSpan SilentFor = 6 * ImportPulse.Every;

    private const string IsAlive = "(finished_at is null and seen_at > clock_timestamp() - @SilentFor)";

    private const string Begin =
        """
        delete from import_named where import_id in (
            select id from import where finished_at is null and started_at < clock_timestamp() - @AbandonedAfter);
        insert into import (id, city_id, file_name, started_at, by_issuer, by_subject, by_name)
        values (@Id, @CityId, @fileName, clock_timestamp(), @Issuer, @Subject, @Name);
        """;

    private const string Count =
        """
        update import
        set rows_read = @Read, rows_imported = @Imported, rows_unchanged = @Unchanged, rows_updated = @Updated,
            rows_rejected = @Rejected, warnings = @Warnings, last_row = @LastRow, stored_at = clock_timestamp(),
            changed_at = case when @Changes then clock_timestamp() else changed_at end
        where id = @Id
        """;

    private const string Finish =
        """
        delete from import_named where import_id = @Id;
        update import set finished_at = clock_timestamp(), is_complete = @IsComplete, is_refused = @IsRefused where id = @Id
        """;

    private const string ImportsOfCity =
        $"""
        select id, city_id, file_name, started_at, stored_at, finished_at, last_row,
               case when is_complete then @Whole
                    when is_refused then @Refused
                    when {IsAlive} then @Running
                    else @BrokenOff end as state,
               rows_read, rows_imported, rows_unchanged, rows_updated, rows_rejected, warnings, by_issuer, by_subject, by_name
        from import
        where city_id = @cityId and (@before::uuid is null or id < @before)
        order by id desc
        limit @size
        """;

    private const string CopyNamed = "copy import_named (import_id, contract_id, row_number) from stdin (format binary)";

    private const string CopyFindings =
        "copy import_finding (import_id, position, severity, row_number, column_name, value, reason) from stdin (format binary)";

    private static string FindingsOfImport(Reach reach) =>
        $"""
        select city_id, position, severity, row_number, column_name, value, reason
        from import left join lateral (
            select position, severity, row_number, column_name, value, reason
            from import_finding where import_id = import.id and position > @after order by position limit @size) as finding on true
        where id = @importId and {reach.Condition("city_id")}
        order by position
        """;

    public Task BeginAsync(RunningImport import, string fileName, Actor by, CancellationToken cancellation) =>
        database.ExecuteAsync(Begin, new { import.Id, import.CityId, fileName, by.Issuer, by.Subject, by.Name, AbandonedAfter }, cancellation);

    /// <summary>
    /// Counts a chunk's rows, and stores its findings and which stored contracts its rows have, so that a later chunk can tell a duplicate.
    /// All in the chunk's transaction: what is counted is what is stored, however the import ends.
    /// </summary>
    public static async Task WriteAsync(UnitOfWork work, RunningImport import, MergedChunk merged, CancellationToken cancellation)
    {
        var tally = import.Tally + merged.Tally;
        await work.ExecuteAsync(
            Count,
            new { import.Id, Changes = merged.ToBePublished.Count > 0, LastRow = Math.Max(import.LastRow, merged.LastRow), tally.Read, tally.Imported, tally.Unchanged, tally.Updated, tally.Rejected, tally.Warnings },
            cancellation);
        await work.CopyAsync(
            CopyNamed, [.. merged.Contracts.Where(contract => contract.State is not RecordState.Added)],
            (copy, contract) => Write(copy, import, contract), cancellation);
        await work.CopyAsync(
            CopyFindings, [.. merged.Findings.Index()],
            (copy, finding) => Write(copy, import, import.Findings.Count + finding.Index, finding.Item), cancellation);
    }

    public Task FinishAsync(RunningImport import, CancellationToken cancellation) =>
        database.ExecuteAsync(Finish, new { import.Id, import.IsComplete, import.IsRefused }, cancellation);

    /// <summary>Records that an import runs.</summary>
    public Task MarkSeenAsync(RunningImport import, CancellationToken cancellation) =>
        database.ExecuteAsync("update import set seen_at = clock_timestamp() where id = @Id", new { import.Id }, cancellation);

    /// <summary>What the imports of cities do now; nothing of a city that has had none.</summary>
    public Task<IReadOnlyList<ImportActivity>> ListActivitiesAsync(Guid[] cityIds, CancellationToken cancellation) =>
        database.ListAsync<ImportActivity>(
            $"""
            select city_id,
                   bool_or({IsAlive}) as is_running,
                   bool_or(not is_complete and not is_refused and not {IsAlive}
                       and not exists (
                           select from import whole
                           where whole.city_id = import.city_id and whole.id > import.id and whole.is_complete
                             and (whole.file_name = import.file_name
                                  or whole.rows_imported + whole.rows_unchanged + whole.rows_updated >= greatest(import.rows_read, 1)))
                   ) as is_broken_off,
                   clock_timestamp() - max(changed_at) as unchanged_for
            from import where city_id = any(@cityIds)
            group by city_id
            """,
            new { cityIds, SilentFor }, cancellation);

    /// <summary>Imports of a city, the newest first.</summary>
    /// <param name="before">The last import of the page before; null on the first page.</param>
    public async Task<IReadOnlyList<ImportRecord>> ListAsync(Guid cityId, Guid? before, int size, CancellationToken cancellation) =>
        [.. (await database.ListAsync<ImportRow>(
            ImportsOfCity,
            new { cityId, before, size, SilentFor, ImportState.Whole, ImportState.Refused, ImportState.Running, ImportState.BrokenOff },
            cancellation)).Select(row => row.ToRecord())];

    /// <summary>The city of an import, and its findings with their positions, in the order of the file.</summary>
    /// <param name="after">Position of the last finding of the page before; null on the first page.</param>
    /// <exception cref="NotFoundException">No such import within reach.</exception>
    public async Task<(Guid CityId, IReadOnlyList<(int Position, Finding Finding)> Findings)> ListFindingsAsync(
        Guid importId, int? after, int size, Reach reach, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<FindingRow>(FindingsOfImport(reach), reach.With(new { importId, after = after ?? -1, size }), cancellation);
        if (rows.Count == 0)
            throw new NotFoundException("import", $"{importId}");
        return (rows[0].CityId, [.. rows.Where(row => row.Position is not null).Select(row => (row.Position!.Value, row.ToFinding()))]);
    }

    private static void Write(CopyRows copy, RunningImport import, ContractRecord contract)
    {
        copy.Id(import.Id);
        copy.Id(contract.Id);
        copy.Number(contract.Row ?? 0);
    }

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

    private sealed record ImportRow(
        Guid Id, Guid CityId, string FileName, DateTime StartedAt, DateTime? StoredAt, DateTime? FinishedAt, int LastRow, ImportState State,
        int RowsRead, int RowsImported, int RowsUnchanged, int RowsUpdated, int RowsRejected, int Warnings,
        string? ByIssuer, string? BySubject, string? ByName)
    {
        public ImportRecord ToRecord() => new(
            Id, CityId, FileName, StartedAt, StoredAt, FinishedAt, State, LastRow,
            new ImportTally(RowsRead, RowsImported, RowsUnchanged, RowsUpdated, RowsRejected, Warnings),
            ByIssuer is null ? null : new Actor(ByIssuer, BySubject!, ByName!));
    }

    private sealed record FindingRow(
        Guid CityId, int? Position, Severity? Severity, int? RowNumber, string? ColumnName, string? Value, string? Reason)
    {
        public Finding ToFinding() => new(Severity!.Value, RowNumber!.Value, ColumnName!, Value!, Reason!);
    }
}
