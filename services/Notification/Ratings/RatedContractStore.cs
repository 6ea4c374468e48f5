using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Ratings;

/// <summary>The table of contracts that have a signed rating.</summary>
public static class RatedContractStore
{
    /// <summary>Of a notice: whether its contract has a signed rating by now.</summary>
    internal const string IsRated =
        "(notice.is_rated or exists (select from rated_contract where rated_contract.contract_id = notice.contract_id))";

    /// <summary>Remembers contracts that have one.</summary>
    public static Task AddAsync(UnitOfWork work, IEnumerable<Guid> contractIds, CancellationToken cancellation) =>
        // In one order, so that two transactions do not deadlock.
        work.ExecuteAsync(
            "insert into rated_contract (contract_id) select distinct * from unnest(@ids) as rated (contract_id) order by contract_id on conflict do nothing",
            new { ids = contractIds.ToArray() }, cancellation);
}
