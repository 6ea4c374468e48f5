using Workforce.Evaluation.Policies;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Evaluation.Rounds;

/// <summary>
/// Lists rounds that the rating policy requires and that are not open although heads would be reminded of them by now. A round of some units
/// meets it for these alone; the others are those of the register with a contract in the period.
/// </summary>
public sealed class ListMissingRounds(RatingPolicyStore policies, RoundStore rounds, CountRoster countRoster, CityDays days, TimeProvider clock)
{
    // As many as the year before today's has at most.
    private const int DaysBack = 2 * 366;

    /// <param name="cityId">Null for all cities.</param>
    /// <returns>By city, the earliest period first.</returns>
    public async Task<IReadOnlyList<RequiredRound>> ListAsync(Guid? cityId, CancellationToken cancellation)
    {
        var required = cityId is { } one
            ? [.. RequiredRound.On(await days.TodayAsync(one, cancellation), await policies.ListAsync(one, cancellation))]
            : await ListRequiredAsync(cancellation);
        if (required.Count == 0)
            return [];
        var open = await rounds.ListEndingAsync(cityId, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-DaysBack), cancellation);
        var missing = new List<RequiredRound>();
        foreach (var round in required)
            if (!await IsMetAsync(round, [.. open.Where(round.IsMetBy)], cancellation))
                missing.Add(round);
        return [.. missing.OrderBy(round => round.CityId).ThenBy(round => round.PeriodFrom)];
    }

    // Of all cities; one that the directory does not have yet waits for the next time.
    private async Task<List<RequiredRound>> ListRequiredAsync(CancellationToken cancellation)
    {
        var required = new List<RequiredRound>();
        foreach (var city in (await policies.ListAsync(cancellation)).GroupBy(policy => policy.CityId))
            if (await days.FindTodayAsync(city.Key, cancellation) is { } today)
                required.AddRange(RequiredRound.On(today, [.. city]));
        return required;
    }

    private async Task<bool> IsMetAsync(RequiredRound required, IReadOnlyList<Round> open, CancellationToken cancellation)
    {
        if (open.Count == 0 || open.Any(round => round.UnitIds.Count == 0))
            return open.Count > 0;
        var rated = open.SelectMany(round => round.UnitIds).ToHashSet();
        var contracts = await countRoster(open[0] with { UnitIds = [], PeriodFrom = required.PeriodFrom, PeriodTo = required.PeriodTo }, cancellation);
        return contracts.Keys.All(rated.Contains);
    }
}
