using Dapper;
using Workforce.Contract.Cycles;
using Workforce.Contract.Policies;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Storage;

/// <summary>Cycles and their frozen units.</summary>
public sealed class CycleTable(Database database)
{
    private const string Select =
        """
        select cycle_id as Id, city_id as CityId, city_name as CityName, last_day as LastDay, due_day as DueDay,
               stay_home_from as StayHomeFrom, policy_version as PolicyVersion, exemption_list_version as ExemptionListVersion,
               opened_at as OpenedAt
        from cycle
        """;

    private const string SelectUnits =
        """
        select unit_id as UnitId, name, head_id as HeadId, head_name as HeadName, head_title as HeadTitle,
               keeps_working as KeepsWorking
        from cycle_unit
        """;

    private const string ByName = "order by name, unit_id";

    private const string InsertUnits =
        """
        insert into cycle_unit (cycle_id, unit_id, name, head_id, head_name, head_title, keeps_working)
        select opened.cycle_id, unit.*
        """;

    private const string Units = "unnest(@ids, @names, @headIds, @headNames, @headTitles, @keepWorking) as unit";

    /// <summary>Stores a cycle with its units, unless somebody has opened that city and day before.</summary>
    /// <returns>Whether it was stored.</returns>
    public async Task<bool> OpenAsync(Cycle cycle, IReadOnlyCollection<CycleUnit> units, CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(ColumnsOf(units));
        parameters.AddDynamicParams(cycle);
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            $"""
            with opened as (
                insert into cycle (cycle_id, city_id, city_name, last_day, due_day, stay_home_from,
                                   policy_version, exemption_list_version, opened_at)
                values (@Id, @CityId, @CityName, @LastDay, @DueDay, @StayHomeFrom,
                        @PolicyVersion, @ExemptionListVersion, @OpenedAt)
                on conflict (city_id, last_day) do nothing
                returning cycle_id),
            frozen as ({InsertUnits} from opened, {Units})
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
            $"{InsertUnits} from (select @cycleId as cycle_id) as opened, {Units} on conflict do nothing",
            parameters, cancellationToken: cancellation));
    }

    /// <summary>All that a sweep needs to go on with a city and a day, in one round trip.</summary>
    public async Task<CycleGround> ReadGroundAsync(Guid cityId, DateOnly lastDay, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            {Select} where city_id = @cityId and last_day = @lastDay;
            {SelectUnits} where cycle_id = (select cycle_id from cycle where city_id = @cityId and last_day = @lastDay) {ByName};
            {PolicyTable.Select} where city_id = @cityId order by version;
            {ExemptionListTable.Select} where city_id = @cityId order by version
            """,
            new { cityId, lastDay }, cancellationToken: cancellation));
        var cycle = await answers.ReadSingleOrDefaultAsync<Cycle>();
        var units = await answers.ReadAsync<CycleUnit>();
        var policies = await answers.ReadAsync<Policy>();
        var exemptionLists = await answers.ReadAsync<ExemptionListTable.Row>();
        return new CycleGround(
            cycle is null ? null : CycleSnapshot.Of(cycle, units), [.. policies], [.. exemptionLists.Select(row => row.ToList())]);
    }

    public async Task<Cycle?> FindAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return await connection.QuerySingleOrDefaultAsync<Cycle>(new CommandDefinition(
            $"{Select} where cycle_id = @cycleId", new { cycleId }, cancellationToken: cancellation));
    }

    /// <summary>A cycle with all that it froze; null when there is no such cycle.</summary>
    public async Task<FrozenCycle?> FindFrozenAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        await using var answers = await connection.QueryMultipleAsync(new CommandDefinition(
            $"""
            {Select} where cycle_id = @cycleId;
            {PolicyTable.Select} where (city_id, version) = (select city_id, policy_version from cycle where cycle_id = @cycleId);
            {ExemptionListTable.Select}
            where (city_id, version) = (select city_id, exemption_list_version from cycle where cycle_id = @cycleId);
            {SelectUnits} where cycle_id = @cycleId {ByName}
            """,
            new { cycleId }, cancellationToken: cancellation));
        if (await answers.ReadSingleOrDefaultAsync<Cycle>() is not { } cycle)
            return null;
        var policy = await answers.ReadSingleAsync<Policy>();
        var exemptions = await answers.ReadSingleAsync<ExemptionListTable.Row>();
        var units = await answers.ReadAsync<CycleUnit>();
        return new FrozenCycle(cycle, policy, exemptions.ToList(), [.. units]);
    }

    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<CycleUnit>> ListUnitsAsync(Guid cycleId, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var units = await connection.QueryAsync<CycleUnit>(new CommandDefinition(
            $"{SelectUnits} where cycle_id = @cycleId {ByName}", new { cycleId }, cancellationToken: cancellation));
        return units.AsList();
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
