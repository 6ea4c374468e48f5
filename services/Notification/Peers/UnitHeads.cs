using Workforce.Notification.Notices;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Peers;

/// <summary>Work units with their heads, from Registry.</summary>
public sealed class UnitHeads(CityService.CityServiceClient registry)
{
    private const int IdsPerCall = 1_000;

    /// <summary>Implements <see cref="Notices.GetUnitHeads"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<IReadOnlyDictionary<Guid, HeadedUnit>> GetAsync(IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var units = new Dictionary<Guid, HeadedUnit>();
        foreach (var ids in unitIds.Distinct().Chunk(IdsPerCall))
        {
            var reply = await registry.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { ids.Select(id => $"{id}") } }, cancellationToken: cancellation);
            foreach (var unit in reply.WorkUnits)
                units[Field.Uuid("id", unit.Id)] = new HeadedUnit(unit.Name, Field.Uuid("head.id", unit.Head.Id), unit.Head.Name, unit.Head.Title);
        }
        return units;
    }
}
