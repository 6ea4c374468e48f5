using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Peers;

/// <summary>Who heads which unit, from Registry.</summary>
public sealed class UnitHeads(AppointmentService.AppointmentServiceClient registry)
{
    /// <summary>Implements <see cref="Requests.FindUnitHead"/>.</summary>
    public async Task<Requests.UnitHead?> FindAsync(Guid cityId, Guid unitId, DateOnly day, CancellationToken cancellation)
    {
        var request = new FindHeadsRequest { CityId = $"{cityId}", UnitIds = { $"{unitId}" }, Day = day.ToIso() };
        var reply = await registry.FindHeadsAsync(request, cancellationToken: cancellation);
        return reply.Heads is [var head] ? new(Guid.Parse(head.HeadId), head.Name) : null;
    }
}
