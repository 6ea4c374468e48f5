namespace Workforce.Registry.Storage;

internal static class RegisterServices
{
    /// <summary>What reads and writes the register.</summary>
    public static IServiceCollection AddRegister(this IServiceCollection services) => services
        .AddSingleton<CityStore>()
        .AddSingleton<CityListing>()
        .AddSingleton<ChunkStore>()
        .AddSingleton<RegisterImport>()
        .AddSingleton<RegisterListing>()
        .AddSingleton<KnownWorkers>()
        .AddSingleton<WorkerListing>();
}
