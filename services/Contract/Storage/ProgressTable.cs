using Dapper;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Progress of cycles, summed from their batches.</summary>
public sealed class ProgressTable(Database database)
{
    private const string Select = """
        select cycle.cycle_id as CycleId, cycle.last_day as LastDay,
               coalesce(sum(contracts), 0)::int as Expired,
               coalesce(sum(requested), 0)::int as Requested,
               coalesce(sum(told), 0)::int as Told,
               min(announced_at) as FirstExpiredAt, max(issued_at) as LastToldAt,
               not exists (select from due_day
                           where due_day.city_id = cycle.city_id and due_day.last_day = cycle.last_day) as SweepEnded
        from cycle left join expiry_batch using (cycle_id)
        """;

    public async Task<CycleProgress?> FindAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<CycleProgress>(new CommandDefinition(
            $"{Select} where cycle.cycle_id = @cycleId group by cycle.cycle_id",
            new { cycleId }, cancellationToken: cancellation));
    }

    /// <summary>A page of a city's cycles, newest last day first, those before a day.</summary>
    public async Task<IReadOnlyList<CycleProgress>> ListAsync(
        Guid cityId, DateOnly? before, int size, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var cycles = await connection.QueryAsync<CycleProgress>(new CommandDefinition(
            $"""
            {Select}
            where cycle.city_id = @cityId and cycle.last_day < @before
            group by cycle.cycle_id
            order by cycle.last_day desc limit @size
            """,
            new { cityId, before = before ?? DateOnly.MaxValue, size }, cancellationToken: cancellation));
        return cycles.AsList();
    }
}
