using Workforce.Registry.Cache;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Workers;

/// <summary>Finds a worker, with the contracts that the caller reaches, by NIK; the access log says who did.</summary>
public sealed class FindWorker(VersionedCache<Nik, WorkerOnRecord> workers, AccessLog accesses, TimeProvider clock)
{
    /// <exception cref="NotFoundException">No worker within reach has the NIK; it has its last 4 digits.</exception>
    public async ValueTask<WorkerOnRecord> FindAsync(Nik nik, AllowedCall call, CancellationToken cancellation)
    {
        // Workers of others answer like those that do not exist.
        if ((await workers.FindAsync(nik, cancellation))?.Within(call.Reach, clock) is not { } found)
            throw new NotFoundException("worker with NIK", $"{nik}");
        // One for each city whose contracts are shown: its auditor sees those of the own city.
        var cities = found.Periods.Select(period => period.CityId).Distinct().DefaultIfEmpty(found.Worker.CityId);
        await Task.WhenAll(cities.Select(city => accesses.WriteAsync(call, new Accessed(city, [found.Worker.Id]))));
        return found;
    }
}
