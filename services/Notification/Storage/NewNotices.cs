using Dapper;
using Workforce.Notification.Notices;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Storage;

/// <summary>Writes the notices of one batch in one statement.</summary>
public static class NewNotices
{
    private const string Insert =
        """
        insert into notice (id, contract_id, kind, worker_id, cycle_id, unit_id, keeps_working, recipient, template_version, issued_at)
        select * from unnest(@ids, @contracts, @kinds, @workers, @cycles, @units, @keepWorking, @recipients, @versions, @issued)
        on conflict (contract_id, kind) do nothing
        """;

    /// <summary>Stores those whose contract has no notice of the kind yet.</summary>
    /// <returns>How many were new.</returns>
    public static async Task<int> StoreAsync(this Work work, IReadOnlyCollection<Notice> notices, CancellationToken cancellation)
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
