using Dapper;
using Workforce.Contract.Cycles;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Cycles and their frozen units.</summary>
public sealed class CycleTable(Database database)
{
    internal const string Select =
        """
        select cycle_id as Id, city_id as CityId, city_name as CityName, last_day as LastDay, due_day as DueDay,
               stay_home_from as StayHomeFrom, policy_version as PolicyVersion, exemption_list_version as ExemptionListVersion,
               opened_at as OpenedAt
        from cycle
        """;

    /// <summary>Stores a cycle with its units, unless somebody has opened that city and day before.</summary>
    /// <returns>Whether it was stored.</returns>
    public async Task<bool> OpenAsync(Cycle cycle, IReadOnlyCollection<CycleUnit> units, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(ColumnsOf(units));
        parameters.AddDynamicParams(cycle);
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            """
            with opened as (
                insert into cycle (cycle_id, city_id, city_name, last_day, due_day, stay_home_from,
                                   policy_version, exemption_list_version, opened_at)
                values (@Id, @CityId, @CityName, @LastDay, @DueDay, @StayHomeFrom,
                        @PolicyVersion, @ExemptionListVersion, @OpenedAt)
                on conflict (city_id, last_day) do nothing
                returning cycle_id),
            frozen as (
                insert into cycle_unit (cycle_id, unit_id, name, head_id, head_name, head_title, keeps_working)
                select opened.cycle_id, unit.*
                from opened, unnest(@ids, @names, @headIds, @headNames, @headTitles, @keepWorking) as unit)
            select exists (select from opened)
            """,
            parameters, cancellationToken: cancellation));
    }

    /// <summary>Adds units that the cycle did not have; none that it has is changed.</summary>
    public async Task AddUnitsAsync(Guid cycleId, IReadOnlyCollection<CycleUnit> units, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(ColumnsOf(units));
        parameters.Add("cycleId", cycleId);
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into cycle_unit (cycle_id, unit_id, name, head_id, head_name, head_title, keeps_working)
            select @cycleId, unit.* from unnest(@ids, @names, @headIds, @headNames, @headTitles, @keepWorking) as unit
            on conflict do nothing
            """,
            parameters, cancellationToken: cancellation));
    }

    public async Task<Cycle?> FindAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Cycle>(new CommandDefinition(
            $"{Select} where cycle_id = @cycleId", new { cycleId }, cancellationToken: cancellation));
    }

    private static object ColumnsOf(IReadOnlyCollection<CycleUnit> units) => new
    {
        ids = units.Select(unit => unit.UnitId).ToArray(),
        names = units.Select(unit => unit.Name).ToArray(),
        headIds = units.Select(unit => unit.HeadId).ToArray(),
        headNames = units.Select(unit => unit.HeadName).ToArray(),
        headTitles = units.Select(unit => unit.HeadTitle).ToArray(),
        keepWorking = units.Select(unit => unit.KeepsWorking).ToArray(),
    };
}
