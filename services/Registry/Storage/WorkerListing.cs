using Dapper;
using Workforce.Registry.Contracts;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Reads workers; nothing that leaves here holds more of a NIK than its last 4 digits.</summary>
internal sealed class WorkerListing(Database database)
{
    private const string SelectWorker = "select id, city_id as CityId, name, right(nik, 4) as NikLastFour from worker";

    /// <summary>Workers by id; ids that are not known are left out.</summary>
    public async Task<IReadOnlyList<Worker>> GetAsync(Guid[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Worker>(new CommandDefinition(
            $"{SelectWorker} where id = any(@ids)", new { ids }, cancellationToken: cancellation))];
    }

    /// <summary>The worker with the NIK and all contracts by first day; null when nobody has it.</summary>
    public async Task<(Worker Worker, IReadOnlyList<ContractPeriod> Periods)?> FindAsync(Nik nik, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var worker = await connection.QuerySingleOrDefaultAsync<Worker>(new CommandDefinition(
            $"{SelectWorker} where nik = @Digits", new { nik.Digits }, cancellationToken: cancellation));
        return worker is null ? null : (worker, await PeriodRows.OfWorkerAsync(connection, worker.Id, cancellation));
    }
}
