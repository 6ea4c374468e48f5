namespace Workforce.Contract.Expiry;

public static class ExpiryServices
{
    /// <summary>The sweep: by timer and on demand.</summary>
    public static void AddExpiry(this IServiceCollection services)
    {
        services.AddOptions<SweepOptions>().BindConfiguration(SweepOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SweepLog>();
        services.AddSingleton<WorkInFlight>();
        services.AddSingleton<ChunkExpiry>();
        services.AddSingleton<SweepParts>();
        services.AddSingleton<Sweeper>();
        services.AddHostedService<SweepTimer>();
    }
}
