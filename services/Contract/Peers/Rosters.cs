using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Peers;

/// <summary>Which contracts workers have, and how many workers units, from Registry.</summary>
public sealed class Rosters(RosterService.RosterServiceClient registry)
{
    /// <summary>Implements <see cref="Separations.FindContractsByNik"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<ILookup<string, Guid>> FindByNikAsync(Guid cityId, IReadOnlyList<string> niks, CancellationToken cancellation)
    {
        var reply = await registry.FindContractsAsync(new FindContractsRequest { CityId = $"{cityId}", Niks = { niks } }, cancellationToken: cancellation);
        return reply.Contracts.Where(contract => contract.HasNik).ToLookup(contract => niks[contract.Nik], contract => Guid.Parse(contract.ContractId));
    }

    /// <summary>Implements <see cref="States.CountPersons"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<IReadOnlyDictionary<Guid, int>> CountPersonsAsync(Guid cityId, DateOnly beganBy, DateOnly endedFrom, CancellationToken cancellation)
    {
        var reply = await registry.CountPersonsAsync(
            new CountPersonsRequest { CityId = $"{cityId}", BeganBy = beganBy.ToIso(), EndedFrom = endedFrom.ToIso() }, cancellationToken: cancellation);
        return reply.Units.ToDictionary(unit => Guid.Parse(unit.UnitId), unit => unit.Persons);
    }
}
