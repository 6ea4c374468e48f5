using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Rules;

/// <summary>The table of the rules of national exports. A row is never changed: other rules for a day are a later row.</summary>
public sealed class NationalRulesStore(Database database)
{
    private const string Select =
        "select rules_of, excluded_positions, lowest_age, highest_age, also_excluded from national_export_rules";

    private const string OfDay = $"{Select} where city_id = @cityId and rules_of = @rulesOf order by number desc limit 1";

    private const string OfLatestDay = $"{Select} where city_id = @cityId order by rules_of desc, number desc limit 1";

    private const string Add =
        """
        insert into national_export_rules (
            city_id, rules_of, excluded_positions, lowest_age, highest_age, also_excluded, by_issuer, by_subject, by_name)
        values (@cityId, @RulesOf, @positions, @LowestAge, @HighestAge, @reasons, @Issuer, @Subject, @Name)
        """;

    /// <summary>The rules of a day as last applied, within a transaction that has locked the city; null when there are none.</summary>
    public static async Task<NationalRules?> FindAsync(UnitOfWork work, Guid cityId, DateOnly rulesOf, CancellationToken cancellation) =>
        (await work.FindAsync<Row>(OfDay, new { cityId, rulesOf }, cancellation))?.ToRules();

    /// <param name="by">Whose act it is.</param>
    public static Task AddAsync(UnitOfWork work, Guid cityId, NationalRules rules, Actor by, CancellationToken cancellation) =>
        work.ExecuteAsync(
            Add,
            new
            {
                cityId,
                rules.RulesOf,
                positions = rules.ExcludedPositions.ToArray(),
                rules.LowestAge,
                rules.HighestAge,
                reasons = rules.AlsoExcluded.Select(reason => (short)reason).ToArray(),
                by.Issuer,
                by.Subject,
                by.Name,
            },
            cancellation);

    /// <param name="rulesOf">Null for those of the latest day.</param>
    /// <returns>As last applied; null when there are none.</returns>
    public async Task<NationalRules?> FindAsync(Guid cityId, DateOnly? rulesOf, CancellationToken cancellation) =>
        (await database.FindAsync<Row>(rulesOf is null ? OfLatestDay : OfDay, new { cityId, rulesOf }, cancellation))?.ToRules();

    /// <summary>The days of which a city has rules, the latest first.</summary>
    public Task<IReadOnlyList<DateOnly>> ListDaysAsync(Guid cityId, CancellationToken cancellation) =>
        database.ListAsync<DateOnly>(
            "select distinct rules_of from national_export_rules where city_id = @cityId order by rules_of desc", new { cityId }, cancellation);

    private sealed record Row(DateOnly RulesOf, Array ExcludedPositions, int? LowestAge, int? HighestAge, Array AlsoExcluded)
    {
        public NationalRules ToRules() => new(
            RulesOf, (string[])ExcludedPositions, LowestAge, HighestAge, [.. ((short[])AlsoExcluded).Select(reason => (ExclusionReason)reason)]);
    }
}
