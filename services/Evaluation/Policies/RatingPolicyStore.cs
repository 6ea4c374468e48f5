using System.Text.Json;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Evaluation.Policies;

/// <summary>The table of rating policies: all versions of each city's.</summary>
public sealed class RatingPolicyStore(Database database)
{
    private const string Select = "select city_id, version, effective_from, rules from rating_policy";

    private static readonly string Newest = $"{Select} where city_id = @cityId order by version desc limit 1";

    public static Task AddAsync(UnitOfWork work, RatingPolicy policy, CancellationToken cancellation) =>
        work.ExecuteAsync(
            "insert into rating_policy (city_id, version, effective_from, rules) values (@CityId, @Version, @EffectiveFrom, @rules::json)",
            new { policy.CityId, policy.Version, policy.EffectiveFrom, rules = Text(policy) }, cancellation);

    /// <summary>The newest version; null when the city has none.</summary>
    public static async Task<RatingPolicy?> FindNewestAsync(UnitOfWork work, Guid cityId, CancellationToken cancellation) =>
        (await work.FindAsync<Row>(Newest, new { cityId }, cancellation))?.ToPolicy();

    /// <summary>The newest version; null when the city has none.</summary>
    public async Task<RatingPolicy?> FindNewestAsync(Guid cityId, CancellationToken cancellation) =>
        (await database.FindAsync<Row>(Newest, new { cityId }, cancellation))?.ToPolicy();

    /// <summary>All versions of a city.</summary>
    public async Task<IReadOnlyList<RatingPolicy>> ListAsync(Guid cityId, CancellationToken cancellation) =>
        [.. (await database.ListAsync<Row>($"{Select} where city_id = @cityId order by version", new { cityId }, cancellation)).Select(row => row.ToPolicy())];

    /// <summary>All versions of these cities.</summary>
    public async Task<IReadOnlyList<RatingPolicy>> ListAsync(Guid[] cityIds, CancellationToken cancellation) =>
        [.. (await database.ListAsync<Row>($"{Select} where city_id = any(@cityIds) order by city_id, version", new { cityIds }, cancellation)).Select(row => row.ToPolicy())];

    /// <summary>All versions of all cities.</summary>
    public async Task<IReadOnlyList<RatingPolicy>> ListAsync(CancellationToken cancellation) =>
        [.. (await database.ListAsync<Row>($"{Select} order by city_id, version", null, cancellation)).Select(row => row.ToPolicy())];

    /// <summary>The rules of a version that exists.</summary>
    public async Task<RatingRules> GetRulesAsync(Guid cityId, int version, CancellationToken cancellation) =>
        (await database.FindAsync<Row>($"{Select} where city_id = @cityId and version = @version", new { cityId, version }, cancellation))!.ToPolicy().Rules;

    /// <summary>Whether two say the same, whatever their versions.</summary>
    public static bool AreSame(RatingPolicy one, RatingPolicy other) => one.EffectiveFrom == other.EffectiveFrom && Text(one) == Text(other);

    private static string Text(RatingPolicy policy) => JsonSerializer.Serialize(policy.Rules);

    private sealed record Row(Guid CityId, int Version, DateOnly EffectiveFrom, string Rules)
    {
        public RatingPolicy ToPolicy() => new(CityId, Version, EffectiveFrom, JsonSerializer.Deserialize<RatingRules>(Rules)!);
    }
}
