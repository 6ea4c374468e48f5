using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Policies;

/// <summary>The table of policies: all versions of each city's.</summary>
public sealed class PolicyStore(Database database)
{
    internal const string Select =
        "select city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language, rate_past_period from policy";

    private static readonly string Newest = $"{Select} where city_id = @cityId order by version desc limit 1";

    public static Task AddAsync(UnitOfWork work, Policy policy, CancellationToken cancellation) =>
        work.ExecuteAsync(
            """
            insert into policy (city_id, version, effective_from, evaluation_due_days, objection_days, ask_at, language, rate_past_period)
            values (@CityId, @Version, @EffectiveFrom, @EvaluationDueDays, @ObjectionDays, @AskAt, @Language, @RatePastPeriod)
            """,
            policy, cancellation);

    /// <summary>The newest version; null when the city has none.</summary>
    public static Task<Policy?> FindNewestAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        work.FindAsync<Policy>(Newest, new { cityId }, cancellation);

    /// <summary>The newest version; null when the city has none.</summary>
    public Task<Policy?> FindNewestAsync(Guid cityId, CancellationToken cancellation) =>
        database.FindAsync<Policy>(Newest, new { cityId }, cancellation);
}
