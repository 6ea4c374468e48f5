using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Rounds;

/// <summary>The tables of rounds and their units. A row is never changed; units of later ratings are added.</summary>
public sealed class RoundStore(Database database)
{
    private const string Columns = "id, city_id, city_name, period_from, period_to, objection_days, ask_at, language";

    /// <returns>Those of the units that the stored round does not have; all of them when no such round is stored.</returns>
    public async Task<IReadOnlySet<Guid>> UnknownAsync(Guid roundId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var stored = await database.ListAsync<Guid>(
            "select unit_id from round_unit where round_id = @roundId and unit_id = any(@unitIds)", new { roundId, unitIds = unitIds.ToArray() }, cancellation);
        return unitIds.Except(stored).ToHashSet();
    }

    /// <summary>Adds the round, and those of its units that are not stored yet.</summary>
    public Task AddAsync(Round round, CancellationToken cancellation)
    {
        // In order of unit: two consumers that store the same round would otherwise deadlock.
        var units = round.UnitNames.OrderBy(unit => unit.Key).ToList();
        return database.ExecuteAsync(
            $"""
            with stored as (
                insert into round ({Columns})
                values (@Id, @CityId, @CityName, @PeriodFrom, @PeriodTo, @ObjectionDays, @AskAt, @Language)
                on conflict do nothing)
            insert into round_unit (round_id, unit_id, name)
            select @Id, * from unnest(@units, @names)
            on conflict do nothing
            """,
            new
            {
                round.Id,
                round.CityId,
                round.CityName,
                round.PeriodFrom,
                round.PeriodTo,
                round.ObjectionDays,
                round.AskAt,
                round.Language,
                units = units.Select(unit => unit.Key).ToArray(),
                names = units.Select(unit => unit.Value).ToArray(),
            },
            cancellation);
    }

    /// <summary>The round without its units; null when no notice of it was issued.</summary>
    public Task<Round?> FindAsync(Guid roundId, CancellationToken cancellation) =>
        database.FindAsync<Round>($"select {Columns} from round where id = @roundId", new { roundId }, cancellation);

    /// <summary>The rounds with these ids, with the names of their units; those that are not stored are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, Round>> ListAsync(IEnumerable<Guid> roundIds, CancellationToken cancellation)
    {
        var ids = roundIds.Distinct().ToArray();
        if (ids.Length == 0)
            return new Dictionary<Guid, Round>();
        var rounds = await database.ListAsync<Round>($"select {Columns} from round where id = any(@ids)", new { ids }, cancellation);
        var units = await database.ListAsync<(Guid Round, Guid Unit, string Name)>(
            "select round_id, unit_id, name from round_unit where round_id = any(@ids)", new { ids }, cancellation);
        var unitsOf = units.ToLookup(unit => unit.Round);
        return rounds.ToDictionary(round => round.Id, round => round with { UnitNames = unitsOf[round.Id].ToDictionary(unit => unit.Unit, unit => unit.Name) });
    }
}
