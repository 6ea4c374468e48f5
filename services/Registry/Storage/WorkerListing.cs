using Dapper;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>Reads workers; nothing that leaves here holds more of a NIK than its last 4 digits.</summary>
internal sealed class WorkerListing(Database database, KnownWorkers known) : IDisposable
{
    private readonly SharedReads<Nik, WorkerOnRecord> _byNik = new(known.ReadAsync);

    /// <summary>Workers by id; ids that are not known are left out.</summary>
    public async Task<IReadOnlyList<Worker>> GetAsync(Guid[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        return [.. await connection.QueryAsync<Worker>(new CommandDefinition(
            "select id, city_id as CityId, name, right(nik, 4) as NikLastFour from worker where id = any(@ids)",
            new { ids }, cancellationToken: cancellation))];
    }

    /// <summary>The workers' names in the order of the ids; empty for ids that are not known.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync(Guid[] ids, CancellationToken cancellation)
    {
        await using var connection = await database.OpenAsync(cancellation);
        var names = await connection.QueryAsync<string>(new CommandDefinition(
            """
            select coalesce(name, '') from unnest(@ids) with ordinality as asked (id, position) left join worker using (id)
            order by position
            """,
            new { ids }, cancellationToken: cancellation));
        return names.AsList();
    }

    /// <summary>The worker with the NIK; null when nobody has it.</summary>
    public async ValueTask<WorkerOnRecord?> FindAsync(Nik nik, CancellationToken cancellation)
    {
        if (known.Recall(nik) is not { } recalled)
            return await _byNik.ReadAsync(nik, cancellation);
        if (known.BeginsToAge())
            ReadAhead(nik);
        return recalled;
    }

    public void Dispose() => _byNik.Dispose();

    // Of no call: it outlives the one that happened to begin it, and has no place in its trace.
    private void ReadAhead(Nik nik)
    {
        using (ExecutionContext.SuppressFlow())
            Task.Run(() => _byNik.ReadAsync(nik, CancellationToken.None))
                // Whoever comes when nothing is good any more meets the same failure, and is told.
                .ContinueWith(read => read.Exception, TaskScheduler.Default);
    }
}
