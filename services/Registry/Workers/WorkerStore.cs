using Npgsql;
using NpgsqlTypes;
using Workforce.Registry.Cache;
using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Workers;

/// <summary>
/// Reads the table of workers; imports write it (<c>RegisterStore</c>). What is read here has no more of a NIK than its last 4 digits.
/// </summary>
public sealed class WorkerStore(Database database)
{
    // Grows with every change of a worker or a contract, in the same transaction.
    private const string Version = "select version from register_version";

    private const string OnRecord =
        """
        select w.nik, w.id, w.city_id, w.name, c.id, c.unit_id, c.vendor_id, c.first_day, c.last_day
        from worker w
        left join contract_period c on c.worker_id = w.id
        where w.nik = any($1)
        order by c.worker_id, c.first_day, c.id
        """;

    /// <summary>The workers' names in the order of the ids; empty for unknown ids.</summary>
    public async Task<IReadOnlyList<string>> GetNamesAsync(Guid[] ids, CancellationToken cancellation)
    {
        if (ids.Length == 0)
            return [];
        return await database.ListAsync<string>(
            """
            select coalesce(name, '') from unnest(@ids) with ordinality as requested (id, position) left join worker using (id)
            order by position
            """,
            new { ids }, cancellation);
    }

    /// <summary>Workers by NIK with the version of the register, in one round trip; of no NIKs, the version alone.</summary>
    public async Task<VersionedRead<Nik, WorkerOnRecord>> ReadByNikAsync(IReadOnlyCollection<Nik> niks)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        // The version first: the workers are then of that version or a later one, never of an earlier.
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Version) } };
        if (niks.Count > 0)
            batch.BatchCommands.Add(new(OnRecord) { Parameters = { Digits(niks) } });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var version = reader.GetInt64(0);
        var workers = new Dictionary<Nik, WorkerOnRecord>(niks.Count);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            Add(workers, reader);
        return new VersionedRead<Nik, WorkerOnRecord>(version, workers);
    }

    private static NpgsqlParameter Digits(IReadOnlyCollection<Nik> niks) =>
        new() { Value = niks.Select(nik => nik.Digits).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static void Add(Dictionary<Nik, WorkerOnRecord> workers, NpgsqlDataReader row)
    {
        var nik = Nik.Stored(row.GetString(0));
        var worker = workers.GetValueOrDefault(nik)
            ?? new WorkerOnRecord(new Worker(row.GetGuid(1), row.GetGuid(2), row.GetString(3), nik.Digits[^4..]), []);
        workers[nik] = row.IsDBNull(4) ? worker : worker with { Periods = [.. worker.Periods, Period(worker.Worker.Id, row)] };
    }

    private static ContractPeriod Period(Guid workerId, NpgsqlDataReader row)
    {
        var period = new Period(row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateOnly>(8));
        return new ContractPeriod(row.GetGuid(4), workerId, new ContractTerms(row.GetGuid(5), row.IsDBNull(6) ? null : row.GetGuid(6), period));
    }
}
