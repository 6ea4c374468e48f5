using Dapper;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Cycles;

/// <summary>The tables of cycles and their units, as Contract froze them. A row is never changed; units that are registered later are added.</summary>
public sealed class CycleStore(Database database)
{
    private const string Columns =
        """
        id, city_id, city_name, last_day, due_day, stay_home_from, objection_days, ask_at, language, circular_number, decided_on,
        signatory_name, signatory_title, circular_version
        """;

    /// <returns>Those of the units that the stored cycle does not have; all of them when no such cycle is stored.</returns>
    public async Task<IReadOnlySet<Guid>> UnknownAsync(Guid cycleId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var stored = await database.ListAsync<Guid>(
            "select unit_id from cycle_unit where cycle_id = @cycleId and unit_id = any(@unitIds)",
            new { cycleId, unitIds = unitIds.ToArray() }, cancellation);
        return unitIds.Except(stored).ToHashSet();
    }

    /// <summary>Adds the cycle, and those of its units that are not stored yet.</summary>
    public async Task AddAsync(Cycle cycle, CancellationToken cancellation)
    {
        // In order of unit: two consumers that store the same cycle would otherwise deadlock.
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
        await database.ExecuteAsync(
            $"""
            with stored as (
                insert into cycle ({Columns})
                values (@Id, @CityId, @CityName, @LastDay, @DueDay, @StayHomeFrom, @ObjectionDays, @AskAt, @Language, @CircularNumber,
                    @DecidedOn, @SignatoryName, @SignatoryTitle, @CircularVersion)
                on conflict do nothing)
            insert into cycle_unit (cycle_id, unit_id, name, head_name, head_title, keeps_working)
            select @Id, * from unnest(@ids, @names, @headNames, @headTitles, @keepWorking)
            on conflict do nothing
            """,
            parameters, cancellation);
    }

    /// <summary>The cycles with these ids; those that are not stored are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Cycle>> ListAsync(IEnumerable<Guid> cycleIds, CancellationToken cancellation)
    {
        var ids = cycleIds.Distinct().ToArray();
        var cycles = await database.ListAsync<Cycle>($"select {Columns} from cycle where id = any(@ids)", new { ids }, cancellation);
        var units = await database.ListAsync<UnitRow>(
            "select cycle_id, unit_id, name, head_name, head_title, keeps_working from cycle_unit where cycle_id = any(@ids)",
            new { ids }, cancellation);

        var unitsOf = units.ToLookup(row => row.CycleId, row => row.ToUnit());
        return cycles.ToDictionary(
            cycle => cycle.Id,
            cycle => cycle with { Units = unitsOf[cycle.Id].ToDictionary(unit => unit.UnitId) });
    }

    private sealed record UnitRow(Guid CycleId, Guid UnitId, string Name, string HeadName, string HeadTitle, bool KeepsWorking)
    {
        public CycleUnit ToUnit() => new(UnitId, Name, HeadName, HeadTitle, KeepsWorking);
    }
}
