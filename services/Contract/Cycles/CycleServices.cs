namespace Workforce.Contract.Cycles;

public static class CycleServices
{
    /// <summary>Opening cycles, and reconciling them with what the others did.</summary>
    public static void AddCycles(this IServiceCollection services)
    {
        services.AddOptions<ReconciliationOptions>()
            .BindConfiguration(ReconciliationOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<CycleOpening>();
        services.AddSingleton<Reconciliation>();
        services.AddHostedService(provider => provider.GetRequiredService<Reconciliation>());
    }
}
