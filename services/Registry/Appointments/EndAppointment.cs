using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Appointments;

/// <summary>Ends an appointment with a day.</summary>
public sealed class EndAppointment(Database database, TimeProvider clock)
{
    /// <param name="lastDay">Null: today in the city.</param>
    /// <param name="by">Whose act it is.</param>
    /// <exception cref="NotFoundException">The city has no such appointment.</exception>
    /// <exception cref="InvalidInputException">It had not begun by then, or had ended before.</exception>
    public async Task<Appointment> EndAsync(Guid cityId, Guid appointmentId, DateOnly? lastDay, Actor by, CancellationToken cancellation)
    {
        await using var work = await database.BeginAsync(cancellation);
        var last = lastDay ?? clock.TodayIn(await AppointmentStore.GetZoneAsync(work, cityId, cancellation));
        var appointment = await AppointmentStore.GetAsync(work, cityId, appointmentId, cancellation);
        if (last < appointment.FirstDay)
            throw new InvalidInputException("last_day", $"{last:yyyy-MM-dd}", $"is before the appointment's first day, {appointment.FirstDay:yyyy-MM-dd}");
        if (last > appointment.LastDay)
            throw new InvalidInputException("last_day", $"{last:yyyy-MM-dd}", $"is after the appointment's last day, {appointment.LastDay:yyyy-MM-dd}; add another appointment");
        await AppointmentStore.EndAsync(work, appointmentId, last, by, cancellation);
        await work.CommitAsync(cancellation);
        return appointment with { LastDay = last, EndedBy = by };
    }
}
