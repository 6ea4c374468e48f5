using Workforce.Registry.Cache;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Workers;

/// <summary>Finds a worker, with all contracts, by NIK; the access log says who did.</summary>
public sealed class FindWorker(VersionedCache<Nik, WorkerOnRecord> workers, AccessLog accesses)
{
    /// <exception cref="NotFoundException">No worker within reach has the NIK; it has its last 4 digits.</exception>
    public async ValueTask<WorkerOnRecord> FindAsync(Nik nik, AllowedCall call, CancellationToken cancellation)
    {
        if (await workers.FindAsync(nik, cancellation) is not { } found || !IsReached(found, call.Reach))
            throw new NotFoundException("worker with NIK", $"{nik}");
        await accesses.WriteAsync(call, new Accessed(found.Worker.CityId, [found.Worker.Id]));
        return found;
    }

    // Workers of other cities answer like those that do not exist.
    private static bool IsReached(WorkerOnRecord found, Reach reach) => reach.Has(
        found.Worker.CityId,
        found.Periods.Select(period => period.Terms.UnitId),
        found.Worker.Id,
        found.Periods.Select(period => period.Terms.VendorId).OfType<Guid>());
}
