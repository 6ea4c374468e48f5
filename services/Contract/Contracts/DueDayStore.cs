using Npgsql;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Contracts;

/// <summary>The table of due days.</summary>
public sealed class DueDayStore(Database database)
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
    public Task<IReadOnlyList<DueDay>> ListAsync(Guid cityId, DateOnly before, CancellationToken cancellation) =>
        database.ListAsync<DueDay>(
            """
            select last_day, exists (
                select from contract
                where contract.city_id = due_day.city_id and contract.last_day = due_day.last_day and cycle_id is null) as has_contracts
            from due_day where city_id = @cityId and last_day < @before order by last_day
            """,
            new { cityId, before }, cancellation);

    /// <summary>Deletes a day on which no contract in force ends any more.</summary>
    /// <returns>False when contracts are left: added meanwhile, or locked by another sweep.</returns>
    public async Task<bool> CloseAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        // The first waits for transactions that add contracts of the day. Only a statement begun after that sees what they added.
        foreach (var sql in (string[])
                 [
                     "select from due_day where city_id = $1 and last_day = $2 for update",
                     """
                     delete from due_day
                     where city_id = $1 and last_day = $2 and not exists (
                         select from contract where city_id = $1 and last_day = $2 and cycle_id is null)
                     """,
                     "select from due_day where city_id = $1 and last_day = $2",
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
                new("insert into due_day (city_id, last_day) select $1, unnest($2) on conflict do nothing")
                {
                    Parameters = { new() { Value = cityId }, new() { Value = lastDays } },
                },
                new("select from due_day where city_id = $1 and last_day = any($2) for key share")
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
}
