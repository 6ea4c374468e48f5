using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Peers;

/// <summary>Names of work units, from Registry.</summary>
public sealed class UnitNames(CityService.CityServiceClient registry)
{
    /// <summary>What Registry answers in one call.</summary>
    private const int IdsPerCall = 1_000;

    /// <summary>Implements <see cref="Notices.GetUnitNames"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<IReadOnlyDictionary<Guid, string>> GetAsync(IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var chunk in unitIds.Distinct().Chunk(IdsPerCall))
        {
            var request = new GetWorkUnitsRequest { Ids = { chunk.Select(id => $"{id}") } };
            var reply = await registry.GetWorkUnitsAsync(request, cancellationToken: cancellation);
            foreach (var unit in reply.WorkUnits)
                names[Field.Uuid("id", unit.Id)] = unit.Name;
        }
        return names;
    }
}
