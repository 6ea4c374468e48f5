using Dapper;
using Npgsql;
using Workforce.Contract.Expiry;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Days on which contracts of a city end and that no sweep has emptied yet.</summary>
public sealed class DueDayTable(Database database)
{
    /// <summary>
    /// Makes sure that a sweep will look at these days once this work is committed, and that none forgets them before.
    /// </summary>
    public static async Task HoldAsync(Work work, Guid cityId, DateOnly[] lastDays, CancellationToken cancellation)
    {
        // Between the two statements a sweep may remove a row that was there for the first: then once more.
        while (await TryHoldAsync(work, cityId, lastDays, cancellation) < lastDays.Length)
        {
        }
    }

    /// <summary>Days before one day, oldest first.</summary>
    public async Task<IReadOnlyList<DueDay>> ListAsync(Guid cityId, DateOnly before, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var days = await connection.QueryAsync<DueDay>(new CommandDefinition(
            """
            select last_day as LastDay, exists (
                select from contract
                where contract.city_id = due_day.city_id and contract.last_day = due_day.last_day and cycle_id is null) as HasContracts
            from due_day where city_id = @cityId and last_day < @before order by last_day
            """,
            new { cityId, before }, cancellationToken: cancellation));
        return days.AsList();
    }

    /// <summary>Forgets a day on which nothing is in force any more.</summary>
    /// <returns>True when nothing is left, false when something is: added meanwhile, or in another sweep's hand.</returns>
    public async Task<bool> CloseAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        // The first waits for those who are adding contracts to the day. Only a statement begun after that sees what they added.
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

    private static async Task<int> TryHoldAsync(Work work, Guid cityId, DateOnly[] lastDays, CancellationToken cancellation)
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
        var held = 0;
        while (await reader.ReadAsync(cancellation))
            held++;
        return held;
    }
}
