using Npgsql;
using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>The table of unswept days.</summary>
public sealed class UnsweptDayStore(Database database)
{
    /// <summary>
    /// Adds days, and locks them until the unit of work ends: a sweep will find them once it is committed, and none deletes them before.
    /// </summary>
    public static async Task AddAsync(UnitOfWork work, Guid cityId, DateOnly[] lastDays, CancellationToken cancellation)
    {
        // Between the two statements a sweep may delete a row that existed for the first: then once more.
        while (await TryAddAsync(work, cityId, lastDays, cancellation) < lastDays.Length)
        {
        }
    }

    /// <summary>Days before one day, oldest first.</summary>
    /// <param name="receivedBefore">What arrived later is not among its contracts.</param>
    public Task<IReadOnlyList<UnsweptDay>> ListAsync(Guid cityId, DateOnly before, DateTime receivedBefore, CancellationToken cancellation) =>
        database.ListAsync<UnsweptDay>(
            """
            select last_day, exists (
                select from contract
                where contract.city_id = unswept_day.city_id and contract.last_day = unswept_day.last_day and cycle_id is null
                  and received_at < @receivedBefore) as has_contracts
            from unswept_day where city_id = @cityId and last_day < @before order by last_day
            """,
            new { cityId, before, receivedBefore }, cancellation);

    /// <summary>How many contracts in force ended before a day, by day and unit, oldest day first.</summary>
    /// <param name="sweptAsOf">What arrived from this moment on is counted apart.</param>
    public Task<IReadOnlyList<UnsweptContracts>> ListContractsAsync(
        Guid cityId, DateOnly before, DateTime sweptAsOf, CancellationToken cancellation) =>
        database.ListAsync<UnsweptContracts>(
            """
            select unswept.last_day, unswept.unit_id, contracts, later, cycle.cycle_id is not null as has_cycle, cycle_unit.unit_id is not null as has_unit
            from (
                select last_day, unit_id, count(*)::int as contracts, (count(*) filter (where received_at >= @sweptAsOf))::int as later
                from unswept_day join contract using (city_id, last_day)
                where city_id = @cityId and last_day < @before and cycle_id is null
                group by last_day, unit_id) unswept
            left join cycle on cycle.city_id = @cityId and cycle.last_day = unswept.last_day
            left join cycle_unit on cycle_unit.cycle_id = cycle.cycle_id and cycle_unit.unit_id = unswept.unit_id
            order by unswept.last_day, unswept.unit_id
            """,
            new { cityId, before, sweptAsOf }, cancellation);

    /// <summary>Cities with contracts in force that end before a day, and the first day on which one does.</summary>
    public async Task<IReadOnlyList<(City City, DateOnly FirstDay)>> ListCitiesAsync(DateOnly before, CancellationToken cancellation)
    {
        var rows = await database.ListAsync<CityRow>(
            $"""
            select {CityStore.Columns}, first_day
            from city join (
                select city_id, min(last_day) as first_day from unswept_day where last_day < @before group by city_id) unswept using (city_id)
            order by code
            """,
            new { before }, cancellation);
        return [.. rows.Select(row => (new City(row.Id, row.Version, row.Code, row.Name, row.TimeZone), row.FirstDay))];
    }

    /// <summary>Deletes a day on which no contract in force ends any more.</summary>
    /// <returns>False when contracts are left: added meanwhile, or locked by another sweep.</returns>
    public async Task<bool> CloseAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        // The first waits for transactions that add contracts of the day. Only a statement begun after that sees what they added.
        foreach (var sql in (string[])
                 [
                     "select from unswept_day where city_id = $1 and last_day = $2 for update",
                     """
                     delete from unswept_day
                     where city_id = $1 and last_day = $2 and not exists (
                         select from contract where city_id = $1 and last_day = $2 and cycle_id is null)
                     """,
                     "select from unswept_day where city_id = $1 and last_day = $2",
                 ])
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = cityId }, new() { Value = lastDay } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return !await reader.ReadAsync(cancellation);
    }

    private static async Task<int> TryAddAsync(UnitOfWork work, Guid cityId, DateOnly[] lastDays, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(work.Connection, work.Transaction)
        {
            BatchCommands =
            {
                new("insert into unswept_day (city_id, last_day) select $1, unnest($2) on conflict do nothing")
                {
                    Parameters = { new() { Value = cityId }, new() { Value = lastDays } },
                },
                new("select from unswept_day where city_id = $1 and last_day = any($2) for key share")
                {
                    Parameters = { new() { Value = cityId }, new() { Value = lastDays } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var locked = 0;
        while (await reader.ReadAsync(cancellation))
            locked++;
        return locked;
    }

    private sealed record CityRow(Guid Id, long Version, string Code, string Name, string TimeZone, DateOnly FirstDay);
}
