using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Peers;

/// <summary>Who heads which unit, from Registry's appointments.</summary>
public sealed class UnitHeads(AppointmentService.AppointmentServiceClient registry)
{
    private const int AppointmentsPerCall = 1_000;

    /// <summary>Implements <see cref="Requests.FindUnitHead"/>.</summary>
    public async Task<Requests.UnitHead?> FindAsync(Guid cityId, Guid unitId, DateOnly day, CancellationToken cancellation)
    {
        var request = new ListAppointmentsRequest { CityId = $"{cityId}", ValidOn = day.ToIso(), PageSize = AppointmentsPerCall };
        var heads = new List<Appointment>();
        do
        {
            var page = await registry.ListAppointmentsAsync(request, cancellationToken: cancellation);
            heads.AddRange(page.Appointments.Where(appointment => appointment.Office.UnitId == $"{unitId}"));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        // The day of one that is so since ever is empty, and sorts first.
        return heads.MaxBy(head => head.FirstDay, StringComparer.Ordinal) is { } last ? new(Guid.Parse(last.HeadId), last.Name) : null;
    }
}
