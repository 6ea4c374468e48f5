using Workforce.Registry.V1;

namespace Workforce.Notification.Peers;

/// <summary>Names of vendors, from Registry.</summary>
public sealed class VendorNames(CityService.CityServiceClient registry)
{
    /// <summary>Implements <see cref="Notices.GetVendorNames"/>.</summary>
    /// <exception cref="Grpc.Core.RpcException">Registry is unreachable.</exception>
    public Task<IReadOnlyDictionary<Guid, string>> GetAsync(IReadOnlyCollection<Guid> vendorIds, CancellationToken cancellation) =>
        NamesOf.EachAsync(vendorIds, async ids =>
        {
            var reply = await registry.GetVendorNamesAsync(new GetVendorNamesRequest { Ids = { ids.Select(id => $"{id}") } }, cancellationToken: cancellation);
            return ids.Zip(reply.Names).Where(vendor => vendor.Second != "");
        });
}
