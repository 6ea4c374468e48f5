using Dapper;
using Workforce.Contract.Records;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Contracts and refused contracts as people list them.</summary>
public sealed class ContractTable(Database database)
{
    /// <summary>A page in the order of <see cref="ListingKey"/>.</summary>
    public async Task<IReadOnlyList<ContractRecord>> ListAsync(
        ContractFilter filter, ListingKey? after, int size, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var contracts = await connection.QueryAsync<ContractRecord>(new CommandDefinition(
            $"""
            select contract_id as Id, city_id as CityId, worker_id as WorkerId, unit_id as UnitId, vendor_id as VendorId,
                   first_day as FirstDay, last_day as LastDay, cycle_id as CycleId
            from contract
            where {Conditions(filter, after)}
            order by last_day, unit_id, contract_id
            limit @size
            """,
            new
            {
                filter.CityId,
                filter.WorkerId,
                filter.UnitId,
                filter.LastDay,
                filter.CycleId,
                AfterDay = after?.LastDay,
                AfterUnit = after?.UnitId,
                AfterContract = after?.ContractId,
                size,
            },
            cancellationToken: cancellation));
        return contracts.AsList();
    }

    public async Task<ContractCounts> CountAsync(Guid cityId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleAsync<ContractCounts>(new CommandDefinition(
            """
            select (count(*) filter (where cycle_id is null))::int as InForce,
                   (count(*) filter (where cycle_id is not null))::int as Expired,
                   (select count(*)::int from refused_contract where city_id = @cityId) as Refused
            from contract where city_id = @cityId
            """,
            new { cityId }, cancellationToken: cancellation));
    }

    /// <summary>A page in the order of ids.</summary>
    public async Task<IReadOnlyList<RefusedContract>> ListRefusedAsync(
        Guid cityId, Guid? after, int size, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var refused = await connection.QueryAsync<RefusedContract>(new CommandDefinition(
            """
            select contract_id as Id, worker_id as WorkerId, reason from refused_contract
            where city_id = @cityId and contract_id > @after
            order by contract_id limit @size
            """,
            new { cityId, after = after ?? Guid.Empty, size }, cancellationToken: cancellation));
        return refused.AsList();
    }

    // Only the conditions that are asked for: the planner then takes the index that fits them.
    private static string Conditions(ContractFilter filter, ListingKey? after)
    {
        string?[] conditions =
        [
            filter.CityId is null ? null : "city_id = @CityId",
            filter.WorkerId is null ? null : "worker_id = @WorkerId",
            filter.UnitId is null ? null : "unit_id = @UnitId",
            filter.LastDay is null ? null : "last_day = @LastDay",
            filter.CycleId is null ? null : "cycle_id = @CycleId",
            filter.Expired is null ? null : filter.Expired.Value ? "cycle_id is not null" : "cycle_id is null",
            after is null ? null : "(last_day, unit_id, contract_id) > (@AfterDay, @AfterUnit, @AfterContract)",
        ];
        return string.Join(" and ", conditions.OfType<string>());
    }
}
