using Workforce.Evaluation.Policies;
using Workforce.Evaluation.Requests;
using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;

namespace Workforce.Evaluation.Reminders;

/// <summary>Lists what heads are reminded of today, by each city's own day and the policy that the round or cycle froze.</summary>
public sealed class ListDueRatings(RoundStore rounds, RequestStore requests, RatingPolicyStore policies, CityDays days, TimeProvider clock)
{
    public async Task<IReadOnlyList<DueRatings>> ListAsync(CancellationToken cancellation)
    {
        // No city's day is behind that of UTC by more than one.
        var from = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        List<Due> due = [
            .. (await rounds.ListDueAsync(from, cancellation)).Select(round => new Due(round.CityId, round, null, round.DueDay, round.PolicyVersion)),
            .. (await requests.ListDueDaysAsync(from, cancellation)).Select(day => new Due(day.CityId, null, day.CycleId, day.DueDay, day.PolicyVersion))];
        if (due.Count == 0)
            return [];
        Guid[] cities = [.. due.Select(one => one.CityId).Distinct()];
        var rules = (await policies.ListAsync(cities, cancellation)).ToDictionary(policy => (policy.CityId, (int?)policy.Version), policy => policy.Rules);
        var todays = await TodaysAsync(cities, cancellation);
        return
        [
            .. from one in due
               where todays.ContainsKey(one.CityId) && rules.ContainsKey((one.CityId, one.PolicyVersion))
               let today = todays[one.CityId]
               let reached = DueRatings.ReachedOn(today, one.DueDay, rules[(one.CityId, one.PolicyVersion)].HeadsBeforeDue)
               where reached is not null
               select new DueRatings(one.CityId, one.Round, one.CycleId, today, one.DueDay, reached.Value.Step, reached.Value.Superseded),
        ];
    }

    // A city that the directory does not have yet waits for the next tick.
    private async Task<Dictionary<Guid, DateOnly>> TodaysAsync(IEnumerable<Guid> cities, CancellationToken cancellation)
    {
        var todays = new Dictionary<Guid, DateOnly>();
        foreach (var city in cities)
            if (await days.FindTodayAsync(city, cancellation) is { } today)
                todays[city] = today;
        return todays;
    }

    private sealed record Due(Guid CityId, Round? Round, Guid? CycleId, DateOnly DueDay, int? PolicyVersion);
}
