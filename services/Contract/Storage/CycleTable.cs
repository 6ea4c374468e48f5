using Dapper;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Cycles and their frozen units.</summary>
public sealed class CycleTable(Database database)
{
    private const string Columns = """
        cycle_id as Id, city_id as CityId, city_name as CityName, last_day as LastDay, due_day as DueDay,
        stay_home_from as StayHomeFrom, policy_version as PolicyVersion, exemption_list_version as ExemptionListVersion,
        opened_at as OpenedAt
        """;

    /// <summary>Stores a cycle with its units, unless somebody has opened that city and day before.</summary>
    /// <returns>Whether it was stored.</returns>
    public async Task<bool> OpenAsync(Cycle cycle, IReadOnlyCollection<CycleUnit> units, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        var opened = await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into cycle (cycle_id, city_id, city_name, last_day, due_day, stay_home_from,
                               policy_version, exemption_list_version, opened_at)
            values (@Id, @CityId, @CityName, @LastDay, @DueDay, @StayHomeFrom,
                    @PolicyVersion, @ExemptionListVersion, @OpenedAt)
            on conflict (city_id, last_day) do nothing
            """,
            cycle, work.Transaction, cancellationToken: cancellation));
        if (opened == 0)
            return false;
        await InsertUnitsAsync(work, cycle.Id, units, cancellation);
        await work.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Adds units that the cycle did not have; none that it has is changed.</summary>
    public async Task AddUnitsAsync(Guid cycleId, IReadOnlyCollection<CycleUnit> units, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await InsertUnitsAsync(work, cycleId, units, cancellation);
        await work.CommitAsync(cancellation);
    }

    public async Task<Cycle?> FindAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Cycle>(new CommandDefinition(
            $"select {Columns} from cycle where cycle_id = @cycleId", new { cycleId }, cancellationToken: cancellation));
    }

    public async Task<Cycle?> FindAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Cycle>(new CommandDefinition(
            $"select {Columns} from cycle where city_id = @cityId and last_day = @lastDay",
            new { cityId, lastDay }, cancellationToken: cancellation));
    }

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<CycleUnit>> ListUnitsAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var units = await connection.QueryAsync<CycleUnit>(new CommandDefinition(
            """
            select unit_id as UnitId, name, head_id as HeadId, head_name as HeadName, head_title as HeadTitle,
                   keeps_working as KeepsWorking
            from cycle_unit where cycle_id = @cycleId order by name, unit_id
            """,
            new { cycleId }, cancellationToken: cancellation));
        return units.AsList();
    }

    private static async Task InsertUnitsAsync(
        Work work, Guid cycleId, IReadOnlyCollection<CycleUnit> units, CancellationToken cancellation) =>
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            insert into cycle_unit (cycle_id, unit_id, name, head_id, head_name, head_title, keeps_working)
            select @cycleId, * from unnest(@ids, @names, @headIds, @headNames, @headTitles, @keepWorking)
            on conflict do nothing
            """,
            new
            {
                cycleId,
                ids = units.Select(unit => unit.UnitId).ToArray(),
                names = units.Select(unit => unit.Name).ToArray(),
                headIds = units.Select(unit => unit.HeadId).ToArray(),
                headNames = units.Select(unit => unit.HeadName).ToArray(),
                headTitles = units.Select(unit => unit.HeadTitle).ToArray(),
                keepWorking = units.Select(unit => unit.KeepsWorking).ToArray(),
            },
            work.Transaction, cancellationToken: cancellation));
}
