using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Ratings;

/// <summary>The table of contracts that have a signed rating.</summary>
public static class RatedContractStore
{
    /// <summary>Of a notice: whether its contract has a signed rating by now.</summary>
    internal const string IsRated =
        "(notice.is_rated or exists (select from rated_contract where rated_contract.contract_id = notice.contract_id))";

    private static readonly NewRows<Guid> New = new("rated_contract", "contract_id", key: "contract_id", (copy, id) => copy.Id(id));

    /// <summary>Remembers contracts that have one. Of an earlier round, or of an earlier version, they are known already.</summary>
    public static async Task AddAsync(UnitOfWork work, IEnumerable<Guid> contractIds, CancellationToken cancellation)
    {
        Guid[] ids = [.. contractIds.Distinct()];
        var known = await work.ListAsync<Guid>("select contract_id from rated_contract where contract_id = any(@ids)", new { ids }, cancellation);
        await New.AddAsync(work, [[.. ids.Except(known).Order()]], cancellation);
    }
}
