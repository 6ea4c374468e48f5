using Dapper;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>The table of refused contracts.</summary>
public sealed class RefusedContractStore(Database database)
{
    /// <summary>Of a refused contract: it was neither stored nor withdrawn later.</summary>
    internal const string StillRefused =
        """
        not exists (select from contract where contract.contract_id = refused_contract.contract_id)
        and not exists (select from withdrawn_contract where withdrawn_contract.contract_id = refused_contract.contract_id)
        """;

    /// <summary>The same, or it was refused for being stored with other terms, which it is still.</summary>
    internal const string IsListed = $"(reason = '{OtherTerms}' or ({StillRefused}))";

    /// <summary>
    /// Of a received contract: no later revision of it is refused. By an earlier one its terms are wrong, and stored it would keep the later
    /// one out for ever.
    /// </summary>
    internal const string NoneLater =
        """
        not exists (
            select from refused_contract later where later.contract_id = received.contract_id and later.revision > received.revision)
        """;

    private const string OtherTerms = "is stored with other terms";

    private const string Gone = "conflicts with another contract";

    /// <summary>Records contracts that are refused for themselves.</summary>
    public static async Task RefuseAsync(
        UnitOfWork work, Guid cityId, IReadOnlyCollection<(RegisteredContract Contract, string Reason)> faulty, CancellationToken cancellation)
    {
        if (faulty.Count == 0)
            return;
        var parameters = ContractStore.ParametersOf(cityId, [.. faulty.Select(fault => fault.Contract)]);
        parameters.Add("reasons", faulty.Select(fault => fault.Reason).ToArray());
        await work.ExecuteAsync(
            """
            insert into refused_contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, reason)
            select contract_id, @cityId, worker_id, unit_id, vendor_id, first_day, last_day, reason
            from unnest(@ids, @workers, @units, @vendors, @firstDays, @lastDays, @reasons)
                as received (contract_id, worker_id, unit_id, vendor_id, first_day, last_day, reason)
            on conflict (contract_id) do nothing
            """,
            parameters, cancellation);
    }

    /// <summary>Records contracts of a message that are not stored, as they overlap another city contract of their worker.</summary>
    /// <param name="isLast">Those are recorded too that conflicted with a contract which is not there any more; else they may be added again.</param>
    /// <returns>How many, and whether there are such.</returns>
    public static async Task<(int Refused, bool FoundRoom)> RefuseConflictingAsync(
        UnitOfWork work, DynamicParameters parameters, bool isLast, CancellationToken cancellation)
    {
        // A statement of its own: it sees what others committed while the one before waited for them. What is stored now under its own id is
        // a duplicate, unless the terms differ; the rest conflicts with another contract. That is locked: a correction of it waits, and finds
        // what was refused for it.
        var reasons = await work.ListAsync<string>(
            $"""
            insert into refused_contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision, reason)
            select received.contract_id, @cityId, received.worker_id, received.unit_id, received.vendor_id,
                   received.first_day, received.last_day, received.engagement, received.position, received.revision,
                   case when stored.contract_id is not null then '{OtherTerms}'
                        else coalesce('overlaps ' || other.found, '{Gone}') end
            from {ContractStore.Received}
            left join contract stored using (contract_id)
            left join lateral (
                select case when city_id = @cityId then format('city contract %s (%s to %s) of the same worker', contract_id, first_day, last_day)
                            else 'a city contract of the same worker in another city' end as found
                from contract
                where worker_id = received.worker_id and vendor_id is null
                  and daterange(first_day, last_day, '[]') && daterange(received.first_day, received.last_day, '[]')
                order by first_day limit 1 for key share) other on stored.contract_id is null
            where {ContractStore.NotWithdrawn} and (stored.revision is null or stored.revision <= received.revision)
              and (stored.contract_id, stored.city_id, stored.worker_id, stored.unit_id, stored.vendor_id,
                   stored.first_day, stored.last_day)
                  is distinct from
                  (received.contract_id, @cityId, received.worker_id, received.unit_id, received.vendor_id,
                   received.first_day, received.last_day)
            on conflict (contract_id) do update
            set unit_id = excluded.unit_id, vendor_id = excluded.vendor_id, first_day = excluded.first_day, last_day = excluded.last_day,
                engagement = excluded.engagement, position = excluded.position, revision = excluded.revision, reason = excluded.reason
            where refused_contract.revision < excluded.revision
            returning reason
            """,
            parameters, cancellation);
        var gone = reasons.Count(reason => reason == Gone);
        if (gone == 0 || isLast)
            return (reasons.Count, false);
        await work.ExecuteAsync($"delete from refused_contract where contract_id = any(@ids) and reason = '{Gone}'", parameters, cancellation);
        return (reasons.Count - gone, true);
    }

    /// <summary>
    /// Locks what is refused of workers, in whatever city, until the unit of work ends, before anything of them is corrected: a correction in
    /// another city that tries such a contract again has not its city's lock, and what comes of that contract meanwhile would find it nowhere.
    /// </summary>
    public static Task LockAsync(UnitOfWork work, Guid[] workers, CancellationToken cancellation) =>
        workers.Length == 0 ? Task.CompletedTask : work.ExecuteAsync(
            "select from refused_contract where worker_id = any(@workers) order by contract_id for update", new { workers }, cancellation);

    /// <summary>Takes those out that were refused for another contract of their worker: a correction may have made room.</summary>
    public static async Task<ILookup<Guid, RegisteredContract>> TakeAsync(UnitOfWork work, Guid[] workers, CancellationToken cancellation)
    {
        var rows = await work.ListAsync<TakenRow>(
            $"""
            delete from refused_contract
            where worker_id = any(@workers) and engagement is not null and reason <> '{OtherTerms}' and {StillRefused}
            returning city_id, contract_id, worker_id, unit_id, vendor_id, first_day, last_day, engagement, position, revision
            """,
            new { workers }, cancellation);
        return rows.ToLookup(row => row.CityId, row => new RegisteredContract(
            row.ContractId, row.WorkerId, row.UnitId, row.VendorId, row.FirstDay, row.LastDay, row.Engagement, row.Position, row.Revision));
    }

    /// <summary>A page in the order of ids.</summary>
    public Task<IReadOnlyList<RefusedContract>> ListAsync(Guid cityId, Guid? after, int size, CancellationToken cancellation) =>
        database.ListAsync<RefusedContract>(
            $"""
            select contract_id as id, worker_id, reason from refused_contract
            where city_id = @cityId and contract_id > @after and {IsListed}
            order by contract_id limit @size
            """,
            new { cityId, after = after ?? Guid.Empty, size }, cancellation);

    private sealed record TakenRow(
        Guid CityId, Guid ContractId, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, EngagementKind Engagement, string? Position,
        int Revision);
}
