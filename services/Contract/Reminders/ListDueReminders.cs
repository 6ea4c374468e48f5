using Workforce.Contract.Cities;
using Workforce.Contract.Contracts;
using Workforce.Contract.Policies;
using Workforce.Contract.Sweeps;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Reminders;

/// <summary>
/// Lists what is to be reminded of today, by each city's own day and the policy in force on it. It looks at days and not at contracts: a day
/// whose contracts are all reminded costs nothing until the next step. A city whose register has not arrived, or is being imported, waits.
/// </summary>
public sealed class ListDueReminders(PolicyStore policies, CityStore cities, UnsweptDayStore unsweptDays, CheckArrivals checkArrivals, TimeProvider clock)
{
    /// <returns>The earliest last day first.</returns>
    public async Task<IReadOnlyList<DueReminders>> ListAsync(CancellationToken cancellation)
    {
        var versions = (await policies.ListRemindingAsync(cancellation)).ToLookup(policy => policy.CityId);
        if (versions.Count == 0)
            return [];
        var reminding = (
            from city in await cities.ListAsync([.. versions.Select(city => city.Key)], cancellation)
            let today = clock.TodayIn(city.TimeZone)
            let policy = Policy.InForceOn(today, versions[city.Id])
            where policy is not null
            select (City: city, Policy: policy, Today: today)).ToDictionary(one => one.City.Id);
        var reached =
            from one in reminding.Values
            from step in one.Policy.DaysBeforeEnd.ReachedOn(one.Today)
            select (one.City.Id, step.Step, step.From, step.Through);
        var days = await unsweptDays.ListUnremindedAsync([.. reached], cancellation);
        if (days.Count == 0)
            return [];

        var arrivals = await checkArrivals.CheckAsync([.. days.Select(day => day.CityId).Distinct().Select(city => reminding[city].City)], despiteMissing: false, cancellation);
        return
        [
            .. from day in days
               let arrival = arrivals[day.CityId]
               where arrival.Lack is null
               select new DueReminders(reminding[day.CityId].City, reminding[day.CityId].Policy, day, arrival.AsOf),
        ];
    }
}
