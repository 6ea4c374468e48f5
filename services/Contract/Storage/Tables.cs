namespace Workforce.Contract.Storage;

public static class Tables
{
    public static void AddTables(this IServiceCollection services)
    {
        services.AddSingleton<CityTable>();
        services.AddSingleton<ContractTable>();
        services.AddSingleton<PolicyTable>();
        services.AddSingleton<ExemptionListTable>();
        services.AddSingleton<DueDayTable>();
        services.AddSingleton<CycleTable>();
        services.AddSingleton<CycleReader>();
        services.AddSingleton<ProgressTable>();
        services.AddSingleton<ExpiryBatchTable>();
        services.AddSingleton<ReconciliationTable>();
    }
}
