using System.Data;
using Dapper;
using Workforce.Contract.Records;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Contracts on their way in: a statement or two for a whole message.</summary>
public static class ArrivalTable
{
    private const string Arrived = """
        unnest(@ids, @workers, @units, @vendors, @firstDays, @lastDays)
            as arrived (contract_id, worker_id, unit_id, vendor_id, first_day, last_day)
        """;

    /// <summary>Stores contracts, and refuses those that overlap another city contract of their worker.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="cityId">The city of all of them.</param>
    /// <param name="contracts">Each ends no earlier than it begins.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static async Task<Arrival> AddAsync(
        Work work, Guid cityId, IReadOnlyCollection<RegisteredContract> contracts, CancellationToken cancellation)
    {
        if (contracts.Count == 0)
            return new Arrival(0, 0);
        await DueDayTable.HoldAsync(work, cityId, [.. contracts.Select(contract => contract.LastDay).Distinct().Order()], cancellation);
        var parameters = Parameters(cityId, contracts);
        var stored = await ExecuteAsync(work, StoreSql, parameters, cancellation);
        var refused = stored == contracts.Count ? 0 : await ExecuteAsync(work, RefuseSql, parameters, cancellation);
        return new Arrival(stored, refused);
    }

    /// <summary>Records contracts that cannot be stored by themselves.</summary>
    public static async Task RefuseAsync(
        Work work, Guid cityId, IReadOnlyCollection<(RegisteredContract Contract, string Reason)> faulty, CancellationToken cancellation)
    {
        if (faulty.Count == 0)
            return;
        var parameters = Parameters(cityId, [.. faulty.Select(fault => fault.Contract)]);
        parameters.Add("reasons", faulty.Select(fault => fault.Reason).ToArray());
        await ExecuteAsync(work, RefuseFaultySql, parameters, cancellation);
    }

    // One order for all, so that two messages about the same workers do not wait for each other in a circle.
    private const string StoreSql = $"""
        insert into contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day)
        select contract_id, @cityId, worker_id, unit_id, vendor_id, first_day, last_day from {Arrived}
        order by contract_id
        on conflict do nothing
        """;

    // A statement of its own: it sees what others committed while the one before waited for them. What is there now under its
    // own id is a repeat, unless the terms differ; the rest met another contract.
    private const string RefuseSql = $"""
        insert into refused_contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, reason)
        select arrived.contract_id, @cityId, arrived.worker_id, arrived.unit_id, arrived.vendor_id,
               arrived.first_day, arrived.last_day,
               case when stored.contract_id is not null then 'is stored with other terms'
                    else coalesce('overlaps ' || other.found, 'meets another contract') end
        from {Arrived}
        left join contract stored using (contract_id)
        left join lateral (
            select format('city contract %s (%s to %s) of the same worker', contract_id, first_day, last_day) as found
            from contract
            where worker_id = arrived.worker_id and vendor_id is null
              and daterange(first_day, last_day, '[]') && daterange(arrived.first_day, arrived.last_day, '[]')
            order by first_day limit 1) other on stored.contract_id is null
        where (stored.contract_id, stored.city_id, stored.worker_id, stored.unit_id, stored.vendor_id,
               stored.first_day, stored.last_day)
              is distinct from
              (arrived.contract_id, @cityId, arrived.worker_id, arrived.unit_id, arrived.vendor_id,
               arrived.first_day, arrived.last_day)
        on conflict (contract_id) do nothing
        """;

    private const string RefuseFaultySql = """
        insert into refused_contract (contract_id, city_id, worker_id, unit_id, vendor_id, first_day, last_day, reason)
        select contract_id, @cityId, worker_id, unit_id, vendor_id, first_day, last_day, reason
        from unnest(@ids, @workers, @units, @vendors, @firstDays, @lastDays, @reasons)
            as arrived (contract_id, worker_id, unit_id, vendor_id, first_day, last_day, reason)
        on conflict (contract_id) do nothing
        """;

    private static DynamicParameters Parameters(Guid cityId, IReadOnlyCollection<RegisteredContract> contracts)
    {
        var parameters = new DynamicParameters(new { cityId });
        parameters.Add("ids", contracts.Select(contract => contract.ContractId).ToArray(), DbType.Object);
        parameters.Add("workers", contracts.Select(contract => contract.WorkerId).ToArray(), DbType.Object);
        parameters.Add("units", contracts.Select(contract => contract.UnitId).ToArray(), DbType.Object);
        parameters.Add("vendors", contracts.Select(contract => contract.VendorId).ToArray(), DbType.Object);
        parameters.Add("firstDays", contracts.Select(contract => contract.FirstDay).ToArray(), DbType.Object);
        parameters.Add("lastDays", contracts.Select(contract => contract.LastDay).ToArray(), DbType.Object);
        return parameters;
    }

    private static Task<int> ExecuteAsync(Work work, string sql, DynamicParameters parameters, CancellationToken cancellation) =>
        work.Connection.ExecuteAsync(new CommandDefinition(sql, parameters, work.Transaction, cancellationToken: cancellation));
}
