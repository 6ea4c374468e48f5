using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Notification.Decisions;

/// <summary>The table of decisions and their withdrawals. A row is never changed.</summary>
public sealed class DecisionStore(Database database)
{
    private const string Columns = "id, city_id, city_name, unit_name, last_day, outcome, ground, decided_on, withdrawn_on, ask_at, language";

    /// <summary>Adds those that are not stored.</summary>
    public static Task AddAsync(UnitOfWork work, IEnumerable<Decision> decisions, CancellationToken cancellation)
    {
        // In one order: two transactions that add the same in different orders would deadlock.
        var added = decisions.DistinctBy(decision => decision.Key).OrderBy(decision => decision.Key).ToList();
        return work.ExecuteAsync(
            $"""
            insert into decision ({Columns})
            select * from unnest(@ids, @cities, @cityNames, @unitNames, @lastDays, @outcomes, @grounds, @decided, @withdrawn, @askAt, @languages)
            on conflict do nothing
            """,
            new
            {
                ids = added.Select(decision => decision.Id).ToArray(),
                cities = added.Select(decision => decision.CityId).ToArray(),
                cityNames = added.Select(decision => decision.CityName).ToArray(),
                unitNames = added.Select(decision => decision.UnitName).ToArray(),
                lastDays = added.Select(decision => decision.LastDay).ToArray(),
                outcomes = added.Select(decision => (short)decision.Outcome).ToArray(),
                grounds = added.Select(decision => (short?)decision.Ground).ToArray(),
                decided = added.Select(decision => decision.DecidedOn).ToArray(),
                withdrawn = added.Select(decision => decision.WithdrawnOn).ToArray(),
                askAt = added.Select(decision => decision.AskAt).ToArray(),
                languages = added.Select(decision => decision.Language).ToArray(),
            },
            cancellation);
    }

    /// <summary>Those with these ids, and their withdrawals.</summary>
    public async Task<IReadOnlyDictionary<(Guid Id, bool IsWithdrawn), Decision>> ListAsync(IEnumerable<Guid> decisionIds, CancellationToken cancellation)
    {
        var ids = decisionIds.Distinct().ToArray();
        if (ids.Length == 0)
            return new Dictionary<(Guid, bool), Decision>();
        var rows = await database.ListAsync<Row>($"select {Columns} from decision where id = any(@ids)", new { ids }, cancellation);
        return rows.Select(row => row.ToDecision()).ToDictionary(decision => decision.Key);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }
        public Guid CityId { get; init; }
        public required string CityName { get; init; }
        public string? UnitName { get; init; }
        public DateOnly LastDay { get; init; }
        public RenewalOutcome Outcome { get; init; }
        public NonRenewalGround? Ground { get; init; }
        public DateOnly DecidedOn { get; init; }
        public DateOnly? WithdrawnOn { get; init; }
        public required string AskAt { get; init; }
        public required string Language { get; init; }

        public Decision ToDecision() => new(Id, CityId, CityName, UnitName, LastDay, Outcome, Ground, DecidedOn, WithdrawnOn, AskAt, Language);
    }
}
