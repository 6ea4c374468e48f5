using Workforce.Contract.Cycles;
using Workforce.Contract.Policies;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Peers;

public static class RegistryPeer
{
    /// <summary>Registry, as the domain asks it: for the work units of a city.</summary>
    public static void AddRegistryPeer(this IHostApplicationBuilder builder)
    {
        builder.AddGrpcPeer<CityService.CityServiceClient>("registry");
        builder.Services.AddSingleton<RegisteredUnits>();
        builder.Services.AddSingleton<ExemptUnits>();
        builder.Services.AddSingleton<ListWorkUnits>(provider => provider.GetRequiredService<RegisteredUnits>().ListAsync);
    }
}
