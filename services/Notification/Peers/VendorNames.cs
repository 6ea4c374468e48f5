using Workforce.Registry.V1;

namespace Workforce.Notification.Peers;

/// <summary>Names of vendors, from Registry.</summary>
public sealed class VendorNames(CityService.CityServiceClient registry)
{
    /// <summary>What Registry answers in one call.</summary>
    private const int IdsPerCall = 1_000;

    /// <summary>Implements <see cref="Notices.GetVendorNames"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public async Task<IReadOnlyDictionary<Guid, string>> GetAsync(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancellation)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var chunk in vendorIds.Distinct().Chunk(IdsPerCall))
        {
            var request = new GetVendorNamesRequest { Ids = { chunk.Select(id => $"{id}") } };
            var reply = await registry.GetVendorNamesAsync(request, cancellationToken: cancellation);
            foreach (var (id, name) in chunk.Zip(reply.Names).Where(vendor => vendor.Second != ""))
                names[id] = name;
        }
        return names;
    }
}
