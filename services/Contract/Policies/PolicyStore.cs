using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Policies;

/// <summary>The table of policies: all versions of each city's.</summary>
public sealed class PolicyStore(Database database)
{
    internal const string Select =
        "select city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language from policy";

    private static readonly string Newest = $"{Select} where city_id = @CityId order by version desc limit 1";

    /// <summary>Stores a new version unless it equals the newest one.</summary>
    /// <returns>The newest version.</returns>
    public async Task<Policy> ApplyAsync(Policy policy, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        await VersionLockStore.TakeAsync(work, policy.CityId, cancellation);
        var newest = await work.FindAsync<Policy>(Newest, new { policy.CityId }, cancellation);
        if (newest is not null && policy with { Version = newest.Version } == newest)
            return newest;

        var next = policy with { Version = (newest?.Version ?? 0) + 1 };
        await work.ExecuteAsync(
            """
            insert into policy (city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language)
            values (@CityId, @Version, @EffectiveFrom, @EvaluationDueDays, @ObjectionDays, @AskAt, @Language)
            """,
            next, cancellation);
        await work.CommitAsync(cancellation);
        return next;
    }

    /// <summary>The newest version; null when the city has none.</summary>
    public Task<Policy?> FindNewestAsync(Guid cityId, CancellationToken cancellation) =>
        database.FindAsync<Policy>(Newest, new { cityId }, cancellation);
}
