using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Requests;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Evaluation.Reminders;

/// <summary>
/// Lists what heads are reminded of today, by each city's own day: rounds by the policy that they froze, requests of a cycle by the one that is
/// in force.
/// </summary>
public sealed class ListDueRatings(RoundStore rounds, RequestStore requests, RatingPolicyStore policies, CityDays days, TimeProvider clock)
{
    public async Task<IReadOnlyList<DueRatings>> ListAsync(CancellationToken cancellation)
    {
        // No city's day is behind that of UTC by more than one.
        var from = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        return [.. await OfRoundsAsync(from, cancellation), .. await OfCyclesAsync(from, cancellation)];
    }

    private async Task<IReadOnlyList<DueRatings>> OfRoundsAsync(DateOnly from, CancellationToken cancellation)
    {
        var reminding = await rounds.ListRemindingAsync(from, cancellation);
        var todays = await TodaysAsync(reminding.Select(one => one.Round.CityId), cancellation);
        return
        [
            .. from one in reminding
               where todays.ContainsKey(one.Round.CityId)
               let reached = DueRatings.ReachedOn(todays[one.Round.CityId], one.Round.DueDay, one.Steps)
               where reached is not null
               select new DueRatings(one.Round.CityId, one.Round, null, one.Round.DueDay, reached.Value.Step, reached.Value.Superseded),
        ];
    }

    private async Task<IReadOnlyList<DueRatings>> OfCyclesAsync(DateOnly from, CancellationToken cancellation)
    {
        var due = await requests.ListDueDaysAsync(from, cancellation);
        if (due.Count == 0)
            return [];
        var versions = (await policies.ListAsync([.. due.Select(day => day.CityId).Distinct()], cancellation)).ToLookup(policy => policy.CityId);
        var todays = await TodaysAsync(due.Select(day => day.CityId), cancellation);
        return
        [
            .. from day in due
               where todays.ContainsKey(day.CityId)
               let today = todays[day.CityId]
               let policy = RatingPolicy.InForceOn(today, versions[day.CityId])
               where policy is not null
               let reached = DueRatings.ReachedOn(today, day.DueDay, policy.Rules.HeadsBeforeDue)
               where reached is not null
               select new DueRatings(day.CityId, null, day.CycleId, day.DueDay, reached.Value.Step, reached.Value.Superseded),
        ];
    }

    // A city that the directory does not have yet waits for the next tick.
    private async Task<Dictionary<Guid, DateOnly>> TodaysAsync(IEnumerable<Guid> cities, CancellationToken cancellation)
    {
        var todays = new Dictionary<Guid, DateOnly>();
        foreach (var city in cities.Distinct())
            if (await days.FindTodayAsync(city, cancellation) is { } today)
                todays[city] = today;
        return todays;
    }
}
