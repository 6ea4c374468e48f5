using Workforce.Registry.V1;

namespace Workforce.Contract.Peers;

/// <summary>Which contracts workers have, from Registry.</summary>
public sealed class Rosters(RosterService.RosterServiceClient registry)
{
    /// <summary>Implements <see cref="Separations.FindContractsByNik"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<ILookup<string, Guid>> FindByNikAsync(Guid cityId, IReadOnlyList<string> niks, CancellationToken cancellation)
    {
        var reply = await registry.FindContractsAsync(new FindContractsRequest { CityId = $"{cityId}", Niks = { niks } }, cancellationToken: cancellation);
        return reply.Contracts.Where(contract => contract.HasNik).ToLookup(contract => niks[contract.Nik], contract => Guid.Parse(contract.ContractId));
    }
}
