using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Appointments;

/// <summary>Appoints a person to an office (penunjukan).</summary>
public sealed class AddAppointment(Database database, TimeProvider clock)
{
    /// <param name="by">Whose act it is.</param>
    /// <returns>The appointment; the stored one, when it is there already.</returns>
    /// <exception cref="NotFoundException">No such city or office.</exception>
    /// <exception cref="InvalidInputException">It would end before it begins.</exception>
    /// <exception cref="NotReadyException">Another person holds the office in that capacity on one of the days.</exception>
    public async Task<Appointment> AddAsync(NewAppointment appointment, Actor by, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        var zone = await AppointmentStore.GetZoneAsync(work, appointment.CityId, cancellation);
        var added = appointment with { FirstDay = appointment.FirstDay ?? clock.TodayIn(zone) };
        if (added.LastDay < added.FirstDay)
            throw new InvalidInputException("last_day", $"{added.LastDay:yyyy-MM-dd}", $"is before the first day, {added.FirstDay:yyyy-MM-dd}");

        await AppointmentStore.LockOfficeAsync(work, added.CityId, added.Office, cancellation);
        foreach (var other in await AppointmentStore.ListOverlapsAsync(work, added, cancellation))
            return IsTheSame(other, added) ? other : throw new NotReadyException(other.Conflict);
        var id = await AppointmentStore.AddAsync(work, added, by, cancellation);
        var stored = await AppointmentStore.GetAsync(work, added.CityId, id, cancellation);
        await work.CommitAsync(cancellation);
        return stored;
    }

    private static bool IsTheSame(Appointment stored, NewAppointment added) =>
        (stored.Name, stored.Issuer, stored.Subject, stored.FirstDay, stored.LastDay) == (added.Name, added.Issuer, added.Subject, added.FirstDay, added.LastDay);
}
