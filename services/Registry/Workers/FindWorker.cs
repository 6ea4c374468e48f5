using Workforce.Registry.Cache;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Workers;

/// <summary>Finds a worker, with all contracts, by NIK.</summary>
public sealed class FindWorker(VersionedCache<Nik, WorkerOnRecord> workers)
{
    /// <exception cref="NotFoundException">No worker has the NIK; it has its last 4 digits.</exception>
    public async ValueTask<WorkerOnRecord> FindAsync(Nik nik, CancellationToken cancellation) =>
        await workers.FindAsync(nik, cancellation) ?? throw new NotFoundException("worker with NIK", $"{nik}");
}
