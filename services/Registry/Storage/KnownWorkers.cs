using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using Workforce.Registry.Contracts;
using Workforce.Registry.Workers;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Registry.Storage;

/// <summary>
/// Workers by NIK, remembered for as long as nothing in the register changes. What is remembered is good for a moment after the
/// database was asked for the register's version; an import's reply waits for longer than that (<see cref="ForgottenAsync"/>),
/// so whoever has it sees the change at once, also in another process. One at a time may read, any number may recall.
/// </summary>
internal sealed class KnownWorkers(Database database)
{
    /// <summary>About 40 MB of them.</summary>
    private const int RememberedAtMost = 100_000;

    private static readonly TimeSpan Good = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Young = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Forgotten = Good + TimeSpan.FromMilliseconds(10); // timers may be early by some

    private const string Version = "select version from register_version";

    private const string OnRecord =
        """
        select w.nik, w.id, w.city_id, w.name, c.id, c.unit_id, c.vendor_id, c.first_day, c.last_day
        from worker w
        left join contract_period c on c.worker_id = w.id
        where w.nik = any($1)
        order by c.worker_id, c.first_day, c.id
        """;

    private readonly ConcurrentDictionary<Nik, WorkerOnRecord> _remembered = [];
    private long _goodUntil;
    private long _youngUntil;
    private long _version;

    /// <summary>Completes when no process recalls what was before the changes that were committed by now.</summary>
    public static Task ForgottenAsync() => Task.Delay(Forgotten);

    /// <summary>Null when the worker, or whether the register has changed, must be asked of the database.</summary>
    public WorkerOnRecord? Recall(Nik nik) =>
        Stopwatch.GetTimestamp() < Volatile.Read(ref _goodUntil) ? _remembered.GetValueOrDefault(nik) : null;

    /// <summary>
    /// Whether somebody should read again now, so that those who come later can go on recalling. Told to one of the callers.
    /// </summary>
    public bool BeginsToAge()
    {
        var youngUntil = Volatile.Read(ref _youngUntil);
        return youngUntil < Stopwatch.GetTimestamp() && Interlocked.CompareExchange(ref _youngUntil, long.MaxValue, youngUntil) == youngUntil;
    }

    /// <summary>Those with these NIKs; whom nobody has is left out.</summary>
    public async Task<IReadOnlyDictionary<Nik, WorkerOnRecord>> ReadAsync(IReadOnlySet<Nik> niks)
    {
        await using var connection = await database.OpenAsync(CancellationToken.None);
        Nik[] strange = [.. niks.Where(nik => !_remembered.ContainsKey(nik))];
        // What was remembered may be of before the change.
        if (Remember(await ReadAsync(connection, strange)) && strange.Length < niks.Count)
            Remember(await ReadAsync(connection, [.. niks]));
        return niks.Where(_remembered.ContainsKey).ToDictionary(nik => nik, nik => _remembered[nik]);
    }

    /// <returns>Whether all else had to be forgotten.</returns>
    private bool Remember(RegisterState read)
    {
        var forget = read.Version != _version || _remembered.Count + read.Workers.Count > RememberedAtMost;
        if (forget)
            _remembered.Clear();
        _version = read.Version;
        foreach (var (nik, worker) in read.Workers)
            _remembered[nik] = worker;
        // Last, so that nothing of before the change is recalled by it; and from before the asking, for the answer is as old.
        Volatile.Write(ref _goodUntil, After(read.AskedAt, Good));
        Volatile.Write(ref _youngUntil, After(read.AskedAt, Young));
        return forget;
    }

    private static long After(long timestamp, TimeSpan time) => timestamp + (long)(time.TotalSeconds * Stopwatch.Frequency);

    // The version first: what is read after it is of that version or a later one, never of an earlier.
    private static async Task<RegisterState> ReadAsync(NpgsqlConnection connection, Nik[] niks)
    {
        var askedAt = Stopwatch.GetTimestamp();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Version) } };
        if (niks.Length > 0)
            batch.BatchCommands.Add(new(OnRecord) { Parameters = { Digits(niks) } });
        await using var reader = await batch.ExecuteReaderAsync();
        await reader.ReadAsync();
        var version = reader.GetInt64(0);
        var workers = new Dictionary<Nik, WorkerOnRecord>(niks.Length);
        await reader.NextResultAsync();
        while (await reader.ReadAsync())
            Add(workers, reader);
        return new RegisterState(askedAt, version, workers);
    }

    private static NpgsqlParameter Digits(Nik[] niks) =>
        new() { Value = Array.ConvertAll(niks, nik => nik.Digits), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static void Add(Dictionary<Nik, WorkerOnRecord> workers, NpgsqlDataReader row)
    {
        if (!Nik.TryRead(row.GetString(0), out var nik))
            throw new InvalidDataException("a stored NIK is not 16 digits");
        var worker = workers.GetValueOrDefault(nik)
            ?? new WorkerOnRecord(new Worker(row.GetGuid(1), row.GetGuid(2), row.GetString(3), nik.Digits[^4..]), []);
        workers[nik] = row.IsDBNull(4) ? worker : worker with { Periods = [.. worker.Periods, Period(worker.Worker.Id, row)] };
    }

    private static ContractPeriod Period(Guid workerId, NpgsqlDataReader row) => new(
        row.GetGuid(4), workerId,
        new ContractTerms(row.GetGuid(5), row.IsDBNull(6) ? null : row.GetGuid(6), new Period(row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateOnly>(8))));

    private sealed record RegisterState(long AskedAt, long Version, IReadOnlyDictionary<Nik, WorkerOnRecord> Workers);
}
