using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Notification.Peers;

/// <summary>Names of work units, from Registry.</summary>
public sealed class UnitNames(CityService.CityServiceClient registry)
{
    /// <summary>Implements <see cref="Rounds.GetUnitNames"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public Task<IReadOnlyDictionary<Guid, string>> GetAsync(IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation) =>
        NamesOf.EachAsync(unitIds, async ids =>
        {
            var reply = await registry.GetWorkUnitsAsync(new GetWorkUnitsRequest { Ids = { ids.Select(id => $"{id}") } }, cancellationToken: cancellation);
            return reply.WorkUnits.Select(unit => (Field.Uuid("id", unit.Id), unit.Name));
        });
}
