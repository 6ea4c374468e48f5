using System.Globalization;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Access;
using AccessDirectory = Workforce.ServiceDefaults.Access.AccessDirectory;
using Capacity = Workforce.ServiceDefaults.Access.Capacity;
using Appointment = Workforce.ServiceDefaults.Access.Appointment;
using FurtherUnit = Workforce.ServiceDefaults.Access.FurtherUnit;
using DirectoryCity = Workforce.ServiceDefaults.Access.DirectoryCity;

namespace Workforce.ServiceDefaults.Peers;

/// <summary>Cities, denials and appointments, from Registry.</summary>
internal sealed class RegistryDirectory(DirectoryService.DirectoryServiceClient directories, AppointmentService.AppointmentServiceClient appointments)
{
    // It is asked again in a moment: an answer that takes longer is of no use.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    /// <summary>Implements <see cref="FetchDirectory"/>.</summary>
    public async Task<AccessDirectory?> FetchAsync(long version, CancellationToken cancellation)
    {
        var directory = await directories.GetDirectoryAsync(
            new GetDirectoryRequest { Version = version }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Timeout, cancellationToken: cancellation);
        return directory.Version == version
            ? null
            : new AccessDirectory(
                directory.Version,
                [.. directory.Cities.Select(city => new DirectoryCity(Guid.Parse(city.Id), city.Code, city.TimeZone, city.PurposeRequired))],
                [.. directory.Denied.Select(denied => new Denied(denied.Issuer, denied.Subject, denied.TokenId))]);
    }

    /// <summary>Implements <see cref="FindAppointments"/>.</summary>
    public async Task<IReadOnlyList<Appointment>> FindAppointmentsAsync(string issuer, string subject, CancellationToken cancellation)
    {
        var found = await appointments.FindAppointmentsAsync(new FindAppointmentsRequest { Issuer = issuer, Subject = subject }, cancellationToken: cancellation);
        return [.. found.Appointments.Select(Read)];
    }

    private static Appointment Read(Registry.V1.Appointment appointment) => new(
        Guid.Parse(appointment.CityId),
        appointment.Office.UnitId.Length == 0 ? null : Guid.Parse(appointment.Office.UnitId),
        appointment.Office.Signs,
        [.. appointment.SubordinateUnitIds.Select(Guid.Parse)],
        (Capacity)appointment.Capacity,
        Day(appointment.FirstDay),
        Day(appointment.LastDay))
    {
        FurtherUnits = [.. appointment.FurtherUnits.Select(unit => new FurtherUnit(Guid.Parse(unit.UnitId), unit.Levels))],
    };

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
