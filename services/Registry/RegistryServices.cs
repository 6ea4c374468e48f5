using Workforce.Registry.Cache;
using Workforce.Registry.Cities;
using Workforce.Registry.Contracts;
using Workforce.Registry.Import;
using Workforce.Registry.Workers;

namespace Workforce.Registry;

public static class RegistryServices
{
    /// <summary>What Registry consists of, besides its endpoints.</summary>
    public static void AddRegistry(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RegistryMetrics>();

        builder.Services.AddSingleton<RedisLink>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisLink>());
        builder.Services.AddSingleton(services => new RedisCache<WorkUnit>(
            services.GetRequiredService<RedisLink>(), services.GetRequiredService<RegistryMetrics>(), "work-unit.v2", unit => unit.Id));
        builder.Services.AddSingleton(services => new VersionedCache<Nik, WorkerOnRecord>(
            services.GetRequiredService<WorkerStore>().ReadByNikAsync));

        builder.Services.AddSingleton<CityStore>();
        builder.Services.AddSingleton<ApplyCity>();
        builder.Services.AddSingleton<FindCity>();
        builder.Services.AddSingleton<GetWorkUnits>();
        builder.Services.AddSingleton<ContractPeriodStore>();
        builder.Services.AddSingleton<WorkerStore>();
        builder.Services.AddSingleton<FindWorker>();
        builder.Services.AddOptions<ImportOptions>().BindConfiguration(ImportOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ImportStore>();
        builder.Services.AddSingleton<ImportRegister>();
    }
}
