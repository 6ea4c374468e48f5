using Workforce.Registry.V1;

namespace Workforce.Registry.Tests.Exports;

internal static class StoredRegister
{
    /// <summary>A mark of all that is stored of a city's contracts and their workers, each cell of it.</summary>
    public static Task<string> OfAsync(RegistryService registry, City city) => registry.Running.ScalarAsync<string>(
        """
        select md5(string_agg(contract_period::text || worker::text, '|' order by contract_period.id))
        from contract_period join worker on worker.id = worker_id
        where contract_period.city_id = $1
        """,
        Guid.Parse(city.Id));
}
