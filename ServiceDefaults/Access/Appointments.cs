using System.Security.Cryptography;
using System.Text;
using Workforce.ServiceDefaults.Time;
using ZiggyCreatures.Caching.Fusion;

namespace Workforce.ServiceDefaults.Access;

/// <summary>
/// What a person may by appointment today. Cached, in Redis too, by the version of the directory: what was cached before a change is never
/// looked up again, also where an invalidation would have been missed. The version is that of all cities, for a person's token need name none.
/// Which appointment counts is decided at each call, by the city's own day.
/// </summary>
internal sealed class Appointments(FindAppointments find, IFusionCache cache, TimeProvider clock)
{
    public async ValueTask<IEnumerable<Grant>> GrantsAsync(Actor actor, AccessDirectory directory, CancellationToken cancellation)
    {
        var key = $"appointments.v2:{directory.Version}:{Hash(actor)}";
        var appointments = await cache.GetOrSetAsync<IReadOnlyList<Appointment>>(
            key, (_, stop) => find(actor.Issuer, actor.Subject, stop)!, token: cancellation);
        return
            from appointment in appointments
            let city = directory.FindCity(appointment.CityId)
            where city is not null && appointment.IsValidOn(clock.TodayIn(city.TimeZone))
            from grant in appointment.Grants(city)
            select grant;
    }

    // The library names keys in its log, and a subject may be a person's number.
    private static string Hash(Actor actor) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.Issuer} {actor.Subject}")));
}
