using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.Notification.Notices;

/// <summary>The table of notices.</summary>
public sealed class NoticeStore(Database database)
{
    private const string Columns =
        "id, contract_id, kind, recipient_kind, recipient_id, recipient, cycle_id, unit_id, keeps_working, template_version, issued_at";

    private const string Copy = $"copy notice ({Columns}) from stdin (format binary)";

    // Where a notice exists already: the rows take the same way into a table of the transaction's own, and from there what is new.
    private const string Stage =
        """
        create temporary table if not exists staged_notice (like notice) on commit delete rows;
        truncate staged_notice
        """;

    private const string CopyStaged = $"copy staged_notice ({Columns}) from stdin (format binary)";

    private const string AddStaged =
        $"""
        insert into notice ({Columns}) select {Columns} from staged_notice order by contract_id
        on conflict (contract_id, kind) do nothing
        """;

    /// <summary>Adds those whose contract has no notice of the kind yet.</summary>
    /// <param name="batches">
    /// Each in order of contract. Batches that share contracts are few; two transactions that write them in different orders are ended by
    /// PostgreSQL, and then each batch is tried alone.
    /// </param>
    /// <returns>For each batch, how many of its notices were new.</returns>
    public static async Task<IReadOnlyList<int>> AddAsync(
        UnitOfWork work, IReadOnlyList<IReadOnlyList<Notice>> batches, CancellationToken cancellation)
    {
        if (await work.TryCopyAsync(Copy, [.. batches.SelectMany(batch => batch)], Write, cancellation))
            return [.. batches.Select(batch => batch.Count)];
        var added = new List<int>();
        foreach (var batch in batches)
            added.Add(await AddMissingAsync(work, batch, cancellation));
        return added;
    }

    /// <summary>A worker's notices, newest first.</summary>
    /// <param name="cycleId">Only of this cycle; null is any.</param>
    /// <param name="after">Id of the last notice of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Notice>> ListOfWorkerAsync(Guid workerId, Guid? cycleId, Guid? after, int size, CancellationToken cancellation) =>
        ListAsync(
            """
            where recipient_kind = @worker and recipient_id = @workerId and (@cycleId is null or cycle_id = @cycleId)
                and (@after is null or id < @after)
            order by id desc limit @size
            """,
            new { worker = (short)RecipientKind.Worker, workerId, cycleId, after, size }, cancellation);

    /// <summary>A cycle's notices by unit.</summary>
    /// <param name="after">Unit and id of the last notice of the page before; null on the first page.</param>
    public Task<IReadOnlyList<Notice>> ListOfCycleAsync(Guid cycleId, (Guid Unit, Guid Id)? after, int size, CancellationToken cancellation) =>
        ListAsync(
            "where cycle_id = @cycleId and (unit_id, id) > (@unit, @id) order by unit_id, id limit @size",
            new { cycleId, unit = after?.Unit ?? Guid.Empty, id = after?.Id ?? Guid.Empty, size }, cancellation);

    /// <summary>How many of a cycle's notices say to keep working, and how many to stay home.</summary>
    public Task<(int KeepWorking, int StayHome)> CountAsync(Guid cycleId, CancellationToken cancellation) =>
        database.FindAsync<(int, int)>(
            """
            select count(*) filter (where keeps_working)::int, count(*) filter (where not keeps_working)::int
            from notice where cycle_id = @cycleId
            """,
            new { cycleId }, cancellation);

    /// <summary>The workers of a unit whose contracts ended, by name, in no order; null where the register did not have one.</summary>
    public Task<IReadOnlyList<string?>> ListNamesAsync(Guid cycleId, Guid unitId, CancellationToken cancellation) =>
        database.ListAsync<string?>(
            "select recipient from notice where cycle_id = @cycleId and unit_id = @unitId and kind = @kind",
            new { cycleId, unitId, kind = (short)NoticeKind.ContractEnded }, cancellation);

    private async Task<IReadOnlyList<Notice>> ListAsync(string conditions, object parameters, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<Row>($"select {Columns} from notice {conditions}", parameters, cancellation);
        return [.. rows.Select(row => row.ToNotice())];
    }

    private static async Task<int> AddMissingAsync(UnitOfWork work, IReadOnlyList<Notice> notices, CancellationToken cancellation)
    {
        await work.ExecuteAsync(Stage, null, cancellation);
        await work.CopyAsync(CopyStaged, notices, Write, cancellation);
        return await work.ExecuteAsync(AddStaged, null, cancellation);
    }

    private static void Write(CopyRows copy, Notice notice)
    {
        copy.Id(notice.Id);
        copy.Id(notice.ContractId);
        copy.Small((short)notice.Kind);
        copy.Small((short)notice.Recipient.Kind);
        copy.Id(notice.Recipient.Id);
        copy.Text(notice.Recipient.Name);
        copy.Id(notice.CycleId);
        copy.Id(notice.UnitId);
        copy.Flag(notice.KeepsWorking);
        copy.Number(notice.TemplateVersion);
        copy.Moment(notice.IssuedAt);
    }

    private sealed record Row(
        Guid Id, Guid ContractId, NoticeKind Kind, RecipientKind RecipientKind, Guid RecipientId, string? Recipient, Guid? CycleId,
        Guid UnitId, bool KeepsWorking, int TemplateVersion, DateTime IssuedAt)
    {
        public Notice ToNotice() => new(
            Id, ContractId, Kind, new Recipient(RecipientKind, RecipientId, Recipient), CycleId, UnitId, KeepsWorking, TemplateVersion, IssuedAt);
    }
}
