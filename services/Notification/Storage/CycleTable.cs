using Dapper;
using Workforce.Notification.Cycles;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Notification.Storage;

/// <summary>The cycles as they were frozen. What is stored is never changed; units that come to light later are added.</summary>
public sealed class CycleTable(Database database)
{
    private const string SelectCycles =
        """
        select id, city_id as CityId, city_name as CityName, last_day as LastDay, due_day as DueDay,
            stay_home_from as StayHomeFrom, objection_days as ObjectionDays, ask_at as AskAt, language,
            circular_number as CircularNumber, decided_on as DecidedOn, signatory_name as SignatoryName,
            signatory_title as SignatoryTitle, circular_version as CircularVersion
        from cycle where id = any(@ids)
        """;

    private const string SelectUnits =
        """
        select cycle_id as CycleId, unit_id as UnitId, name, head_name as HeadName, head_title as HeadTitle,
            keeps_working as KeepsWorking
        from cycle_unit where cycle_id = any(@ids)
        """;

    private const string Insert =
        """
        with stored as (
            insert into cycle (id, city_id, city_name, last_day, due_day, stay_home_from, objection_days, ask_at, language,
                circular_number, decided_on, signatory_name, signatory_title, circular_version)
            values (@Id, @CityId, @CityName, @LastDay, @DueDay, @StayHomeFrom, @ObjectionDays, @AskAt, @Language,
                @CircularNumber, @DecidedOn, @SignatoryName, @SignatoryTitle, @CircularVersion)
            on conflict do nothing)
        insert into cycle_unit (cycle_id, unit_id, name, head_name, head_title, keeps_working)
        select @Id, * from unnest(@ids, @names, @headNames, @headTitles, @keepWorking)
        on conflict do nothing
        """;

    /// <returns>Those of the units that the stored cycle does not have; all of them when no such cycle is stored.</returns>
    public async Task<IReadOnlySet<Guid>> UnknownAsync(
        Guid cycleId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var known = await connection.QueryAsync<Guid>(new CommandDefinition(
            "select unit_id from cycle_unit where cycle_id = @cycleId and unit_id = any(@unitIds)",
            new { cycleId, unitIds = unitIds.ToArray() }, cancellationToken: cancellation));
        return unitIds.Except(known).ToHashSet();
    }

    /// <summary>Stores the cycle, and those of its units that are not stored yet.</summary>
    public async Task StoreAsync(Cycle cycle, CancellationToken cancellation)
    {
        // In order of unit: two consumers store the same cycle at once when it is new.
        var units = cycle.Units.Values.OrderBy(unit => unit.UnitId).ToList();
        var parameters = new DynamicParameters(cycle);
        parameters.AddDynamicParams(new
        {
            ids = units.Select(unit => unit.UnitId).ToArray(),
            names = units.Select(unit => unit.Name).ToArray(),
            headNames = units.Select(unit => unit.HeadName).ToArray(),
            headTitles = units.Select(unit => unit.HeadTitle).ToArray(),
            keepWorking = units.Select(unit => unit.KeepsWorking).ToArray(),
        });
        await using var connection = await database.OpenAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Insert, parameters, cancellationToken: cancellation));
    }

    /// <summary>The cycles with these ids; those that are not stored are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Cycle>> ReadAsync(IEnumerable<Guid> cycleIds, CancellationToken cancellation)
    {
        var ids = cycleIds.Distinct().ToArray();
        await using var connection = await database.OpenAsync(cancellation);
        var cycles = await connection.QueryAsync<Cycle>(new CommandDefinition(SelectCycles, new { ids }, cancellationToken: cancellation));
        var units = await connection.QueryAsync<UnitRow>(new CommandDefinition(SelectUnits, new { ids }, cancellationToken: cancellation));

        var unitsOf = units.ToLookup(row => row.CycleId, row => row.Unit);
        return cycles.ToDictionary(
            cycle => cycle.Id,
            cycle => cycle with { Units = unitsOf[cycle.Id].ToDictionary(unit => unit.UnitId) });
    }

    private sealed record UnitRow(Guid CycleId, Guid UnitId, string Name, string HeadName, string HeadTitle, bool KeepsWorking)
    {
        public CycleUnit Unit => new(UnitId, Name, HeadName, HeadTitle, KeepsWorking);
    }
}
