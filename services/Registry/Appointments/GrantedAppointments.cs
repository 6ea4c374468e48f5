using Granted = Workforce.ServiceDefaults.Access.Appointment;

namespace Workforce.Registry.Appointments;

/// <summary>Appointments as this service's own rules of access need them; the others ask for them by gRPC.</summary>
public sealed class GrantedAppointments(AppointmentStore appointments)
{
    /// <summary>Implements <see cref="Workforce.ServiceDefaults.Access.FindAppointments"/>.</summary>
    public async Task<IReadOnlyList<Granted>> FindAsync(string issuer, string subject, CancellationToken cancellation) =>
        [.. (await appointments.FindOfPersonAsync(issuer, subject, cancellation)).Select(appointment => new Granted(
            appointment.CityId, appointment.Office.UnitId, appointment.Office.Signs, appointment.SubordinateUnitIds, appointment.Capacity, appointment.FirstDay, appointment.LastDay)
        {
            FurtherUnits = appointment.FurtherUnits,
        })];
}
