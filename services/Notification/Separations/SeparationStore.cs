using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Separations;

/// <summary>The table of separations. A row is never changed.</summary>
public sealed class SeparationStore(Database database)
{
    private const string Columns = "id, city_id, city_name, unit_name, code, effective_on, ask_at, language";

    /// <summary>Adds those that are not stored.</summary>
    public static Task AddAsync(UnitOfWork work, IEnumerable<Separation> separations, CancellationToken cancellation)
    {
        // In one order: two transactions that add the same in different orders would deadlock.
        var added = separations.DistinctBy(separation => separation.Id).OrderBy(separation => separation.Id).ToList();
        return work.ExecuteAsync(
            $"""
            insert into separation ({Columns})
            select * from unnest(@ids, @cities, @cityNames, @unitNames, @codes, @days, @askAt, @languages)
            on conflict do nothing
            """,
            new
            {
                ids = added.Select(separation => separation.Id).ToArray(),
                cities = added.Select(separation => separation.CityId).ToArray(),
                cityNames = added.Select(separation => separation.CityName).ToArray(),
                unitNames = added.Select(separation => separation.UnitName).ToArray(),
                codes = added.Select(separation => (short)separation.Code).ToArray(),
                days = added.Select(separation => separation.EffectiveOn).ToArray(),
                askAt = added.Select(separation => separation.AskAt).ToArray(),
                languages = added.Select(separation => separation.Language).ToArray(),
            },
            cancellation);
    }

    /// <summary>Those with these ids, by id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Separation>> ListAsync(IEnumerable<Guid> separationIds, CancellationToken cancellation)
    {
        var ids = separationIds.Distinct().ToArray();
        if (ids.Length == 0)
            return new Dictionary<Guid, Separation>();
        var rows = await database.ListAsync<Row>($"select {Columns} from separation where id = any(@ids)", new { ids }, cancellation);
        return rows.ToDictionary(row => row.Id, row => row.ToSeparation());
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public required string CityName { get; init; }
        public string? UnitName { get; init; }
        public SeparationCode Code { get; init; }
        public DateOnly EffectiveOn { get; init; }
        public required string AskAt { get; init; }
        public required string Language { get; init; }

        public Separation ToSeparation() => new(Id, CityId, CityName, UnitName, Code, EffectiveOn, AskAt, Language);
    }
}
