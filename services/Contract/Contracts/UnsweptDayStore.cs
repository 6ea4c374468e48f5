using Npgsql;
using Workforce.Contract.Cities;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>The table of unswept days.</summary>
public sealed class UnsweptDayStore(Database database)
{
    /// <summary>
    /// Adds days, and locks them until the unit of work ends: a sweep will find them once it is committed, and none deletes them before.
    /// Their reminders are due anew.
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

    /// <summary>Days whose contracts have reached a step and are not all reminded by it, nor by a nearer one, the earliest first.</summary>
    /// <param name="reached">Of cities, from and through which last day they have reached which step and no nearer one.</param>
    public Task<IReadOnlyList<UnremindedDay>> ListUnremindedAsync(
        IReadOnlyCollection<(Guid CityId, int Step, DateOnly From, DateOnly Through)> reached, CancellationToken cancellation) =>
        database.ListAsync<UnremindedDay>(
            """
            select city_id, last_day, step
            from unnest(@cities, @steps, @from, @through) as reached (city_id, step, first, last)
            join unswept_day using (city_id)
            where last_day between first and last and (reminded_step is null or reminded_step > step)
            order by last_day, city_id
            """,
            new
            {
                cities = reached.Select(one => one.CityId).ToArray(),
                steps = reached.Select(one => one.Step).ToArray(),
                from = reached.Select(one => one.From).ToArray(),
                through = reached.Select(one => one.Through).ToArray(),
            },
            cancellation);

    /// <summary>Locks a day, unless its contracts are reminded by the step or contracts are being added to it, until the unit of work ends.</summary>
    /// <returns>Whether it is locked.</returns>
    public static Task<bool> TryLockUnremindedAsync(UnitOfWork work, UnremindedDay day, CancellationToken cancellation) =>
        work.ScalarAsync<bool>(
            """
            with locked as (
                select city_id from unswept_day
                where city_id = @CityId and last_day = @LastDay and (reminded_step is null or reminded_step > @Step)
                for update skip locked)
            select exists (select from locked)
            """,
            day, cancellation);

    /// <summary>Marks a locked day as reminded by the step, unless contracts of it have arrived since a moment.</summary>
    public static Task MarkRemindedAsync(UnitOfWork work, UnremindedDay day, DateTime receivedBefore, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            update unswept_day set reminded_step = @Step
            where city_id = @CityId and last_day = @LastDay and not exists (
                select from contract where city_id = @CityId and last_day = @LastDay and cycle_id is null and received_at >= @receivedBefore)
            """,
            new { day.CityId, day.LastDay, day.Step, receivedBefore }, cancellation);

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
                // After the lock: it sees what the reminders that it waited for have committed. In one order, so that two do not deadlock.
                new(
                    """
                    with reminded as (
                        select city_id, last_day from unswept_day
                        where city_id = $1 and last_day = any($2) and reminded_step is not null
                        order by last_day for no key update)
                    update unswept_day day set reminded_step = null
                    from reminded where day.city_id = reminded.city_id and day.last_day = reminded.last_day
                    """)
                {
                    Parameters = { new() { Value = cityId }, new() { Value = lastDays } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var locked = 0;
        while (await reader.ReadAsync(cancellation))
            locked++;
        await reader.NextResultAsync(cancellation);
        return locked;
    }

    private sealed record CityRow(Guid Id, long Version, string Code, string Name, string TimeZone, DateOnly FirstDay);
}
