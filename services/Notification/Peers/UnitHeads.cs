using Workforce.Notification.Notices;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Notification.Peers;

/// <summary>Work units with who heads them, from Registry.</summary>
public sealed class UnitHeads(CityService.CityServiceClient units, AppointmentService.AppointmentServiceClient appointments)
{
    private const int IdsPerCall = 1_000;

    /// <summary>Implements <see cref="Notices.GetUnitHeads"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<IReadOnlyDictionary<Guid, HeadedUnit>> GetAsync(
        Guid cityId, IReadOnlyCollection<Guid> unitIds, DateOnly day, CancellationToken cancellation)
    {
        var headed = new Dictionary<Guid, HeadedUnit>();
        foreach (var ids in unitIds.Distinct().Chunk(IdsPerCall))
        {
            var known = await units.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { ids.Select(id => $"{id}") } }, cancellationToken: cancellation);
            var request = new FindHeadsRequest { CityId = $"{cityId}", UnitIds = { known.WorkUnits.Select(unit => unit.Id) }, Day = day.ToIso() };
            var heads = (await appointments.FindHeadsAsync(request, cancellationToken: cancellation)).Heads.ToDictionary(head => head.Office.UnitId);
            foreach (var unit in known.WorkUnits)
                headed[Field.Uuid("id", unit.Id)] = heads.GetValueOrDefault(unit.Id) is { } head
                    ? new HeadedUnit(unit.Name, Field.Uuid("head_id", head.HeadId), head.Name, head.Office.Title)
                    : new HeadedUnit(unit.Name, Field.Uuid("head.id", unit.Head.Id), "", unit.Head.Title);
        }
        return headed;
    }
}
