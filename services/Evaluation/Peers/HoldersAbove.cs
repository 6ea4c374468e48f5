using Workforce.Evaluation.Objections;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Peers;

/// <summary>Who holds the offices above the head of a unit, from Registry.</summary>
public sealed class HoldersAbove(AppointmentService.AppointmentServiceClient registry)
{
    private const int AppointmentsPerCall = 1_000;

    /// <summary>Implements <see cref="Objections.ListHoldersAbove"/>.</summary>
    public async Task<IReadOnlyList<HolderAbove>> ListAsync(Guid cityId, Guid unitId, DateOnly day, CancellationToken cancellation)
    {
        var holders = new List<HolderAbove>();
        var request = new ListAppointmentsRequest { CityId = $"{cityId}", ValidOn = day.ToIso(), PageSize = AppointmentsPerCall };
        do
        {
            var page = await registry.ListAppointmentsAsync(request, cancellationToken: cancellation);
            holders.AddRange(
                from appointment in page.Appointments
                let level = LevelOf(appointment, $"{unitId}")
                where level is not null
                select new HolderAbove(level.Value, appointment.Issuer, appointment.Subject));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return holders;
    }

    private static int? LevelOf(Registry.V1.Appointment appointment, string unitId) =>
        appointment.SubordinateUnitIds.Contains(unitId) ? Grant.NextAbove : appointment.FurtherUnits.FirstOrDefault(unit => unit.UnitId == unitId)?.Levels;
}
