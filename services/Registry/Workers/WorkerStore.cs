using Npgsql;
using NpgsqlTypes;
using Workforce.Registry.Cache;
using Workforce.Registry.Contracts;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Registry.Workers;

/// <summary>
/// Reads the table of workers; imports write it (<c>RegisterStore</c>). What is read here has no more of a
/// NIK, NIPTT or insurance number than its last 4 digits.
/// </summary>
public sealed class WorkerStore(Database database)
{
    // Grows with every change of a worker or a contract, in the same transaction.
    private const string Version = "select version from register_version";

    private const string OnRecord =
        """
        select w.nik, w.id, w.city_id, w.name, w.first_appointed_on, w.bkn_category, right(w.niptt, 4),
               right(w.health_insurance_number, 4), right(w.employment_insurance_number, 4),
               c.id, c.unit_id, c.vendor_id, c.first_day, c.last_day, c.engagement, c.position, c.is_blud, c.city_id, city.time_zone, c.withdrawn_at is not null
        from worker w
        left join contract_period c on c.worker_id = w.id
        left join city on city.id = c.city_id
        where w.nik = any($1)
        order by c.worker_id, c.first_day, c.id
        """;

    private const int FirstContractColumn = 9;

    /// <summary>The workers' names in the order of the ids; without city, and empty, for ids that are unknown or out of reach.</summary>
    public async Task<IReadOnlyList<WorkerName>> GetNamesAsync(Guid[] ids, Reach reach, CancellationToken cancellation)
    {
        if (ids.Length == 0)
            return [];
        return await database.ListAsync<WorkerName>(
            $"""
            select worker.city_id, coalesce(name, '') as name
            from unnest(@ids) with ordinality as requested (id, position)
            left join worker on worker.id = requested.id and {reach.Condition("worker.city_id")}
            order by position
            """,
            reach.With(new { ids }), cancellation);
    }

    /// <summary>The workers' ages on a day in the order of the ids; without city, and 0, for ids that are unknown or out of reach.</summary>
    public async Task<IReadOnlyList<WorkerAge>> GetAgesAsync(Guid[] ids, DateOnly on, Reach reach, CancellationToken cancellation) =>
        await database.ListAsync<WorkerAge>(
            $"""
            select worker.city_id, coalesce(extract(year from age(@on, birth_date))::int, 0) as years
            from unnest(@ids) with ordinality as requested (id, position)
            left join worker on worker.id = requested.id and {reach.Condition("worker.city_id")}
            order by position
            """,
            reach.With(new { ids, on }), cancellation);

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
            ?? new WorkerOnRecord(new Worker(row.GetGuid(1), row.GetGuid(2), row.GetString(3), nik.Digits[^4..], Facts(row)), []);
        workers[nik] = row.IsDBNull(FirstContractColumn) ? worker : worker with { Periods = [.. worker.Periods, Period(worker.Worker.Id, row)] };
    }

    private static WorkerFacts Facts(NpgsqlDataReader row) => new(
        row.IsDBNull(4) ? null : row.GetFieldValue<DateOnly>(4), row.IsDBNull(5) ? null : (BknCategory)row.GetInt16(5),
        Text(row, 6), Text(row, 7), Text(row, 8));

    private static PeriodOnRecord Period(Guid workerId, NpgsqlDataReader row)
    {
        var period = new Period(row.GetFieldValue<DateOnly>(12), row.GetFieldValue<DateOnly>(13));
        return new PeriodOnRecord(row.GetGuid(17), row.GetString(18), new ContractPeriod(
            row.GetGuid(9), workerId, new ContractTerms(row.GetGuid(10), row.IsDBNull(11) ? null : row.GetGuid(11), period),
            (EngagementKind)row.GetInt16(14), row.GetString(15), row.IsDBNull(16) ? null : row.GetBoolean(16), row.GetBoolean(19)));
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
