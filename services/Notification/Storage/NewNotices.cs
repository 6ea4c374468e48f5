using Dapper;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Storage;

/// <summary>Writes the notices of several batches in one statement.</summary>
public static class NewNotices
{
    private const string Columns =
        "(id, contract_id, kind, worker_id, cycle_id, unit_id, keeps_working, recipient, template_version, issued_at)";

    private const string Copy = $"copy notice {Columns} from stdin (format binary)";

    private const string Insert =
        $"""
        insert into notice {Columns}
        select * from unnest(@ids, @contracts, @kinds, @workers, @cycles, @units, @keepWorking, @recipients, @versions, @issued)
        on conflict (contract_id, kind) do nothing
        """;

    /// <summary>Stores those whose contract has no notice of the kind yet.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="batches">
    /// Each in order of contract. Batches that share contracts are few, and two transactions that meet them in different orders are
    /// told apart by PostgreSQL: each batch is then tried alone.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>How many of each batch were new.</returns>
    public static async Task<IReadOnlyList<int>> StoreAsync(
        this Work work, IReadOnlyList<IReadOnlyList<Notice>> batches, CancellationToken cancellation)
    {
        if (await work.TryCopyAsync(Copy, [.. batches.SelectMany(batch => batch)], Write, cancellation))
            return [.. batches.Select(batch => batch.Count)];
        var told = new List<int>();
        foreach (var batch in batches)
            told.Add(await InsertMissingAsync(work, batch, cancellation));
        return told;
    }

    private static void Write(CopyRows copy, Notice notice)
    {
        copy.Id(notice.Id);
        copy.Id(notice.ContractId);
        copy.Small((short)notice.Kind);
        copy.Id(notice.WorkerId);
        copy.Id(notice.CycleId);
        copy.Id(notice.UnitId);
        copy.Flag(notice.KeepsWorking);
        copy.Text(notice.Recipient);
        copy.Number(notice.TemplateVersion);
        copy.Moment(notice.IssuedAt);
    }

    private static async Task<int> InsertMissingAsync(Work work, IReadOnlyCollection<Notice> notices, CancellationToken cancellation)
    {
        var columns = new
        {
            ids = notices.Select(notice => notice.Id).ToArray(),
            contracts = notices.Select(notice => notice.ContractId).ToArray(),
            kinds = notices.Select(notice => (short)notice.Kind).ToArray(),
            workers = notices.Select(notice => notice.WorkerId).ToArray(),
            cycles = notices.Select(notice => notice.CycleId).ToArray(),
            units = notices.Select(notice => notice.UnitId).ToArray(),
            keepWorking = notices.Select(notice => notice.KeepsWorking).ToArray(),
            recipients = notices.Select(notice => notice.Recipient).ToArray(),
            versions = notices.Select(notice => notice.TemplateVersion).ToArray(),
            issued = notices.Select(notice => notice.IssuedAt).ToArray(),
        };
        return await work.Connection.ExecuteAsync(
            new CommandDefinition(Insert, columns, work.Transaction, cancellationToken: cancellation));
    }
}
