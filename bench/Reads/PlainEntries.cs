using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Faults.Systems;
using Workforce.Identity;

namespace Workforce.Bench.Reads;

/// <summary>
/// Writes the entries of reads into Registry's access log by plain SQL, in one session: each with all that Registry says of a read, and as many in
/// a statement as a load has calls under way.
/// </summary>
internal sealed class PlainEntries : IAsyncDisposable
{
    private const string Method = "workforce.registry.v1.WorkerService/FindWorker";

    private const int Together = Load.Connections * Load.CallsUnderWay;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;
    private readonly Guid _city;
    private readonly Guid[] _workers;

    private PlainEntries(NpgsqlDataSource source, NpgsqlConnection connection, Guid city, Guid[] workers) =>
        (_source, _connection, _city, _workers) = (source, connection, city, workers);

    public static async Task<PlainEntries> OpenAsync(RunningSystem system)
    {
        var source = await system.DatabaseOfAsync("registry");
        var connection = await source.OpenConnectionAsync();
        return new PlainEntries(
            source, connection, await connection.ExecuteScalarAsync<Guid>("select id from city limit 1"), [.. await connection.QueryAsync<Guid>("select id from worker")]);
    }

    /// <returns>Entries a second, by a statement of its own for each, all in one round trip and one transaction.</returns>
    public Task<double> RateOneByOneAsync(TimeSpan time) => RateAsync(time, async () =>
    {
        await using var batch = new NpgsqlBatch(_connection);
        for (var entry = 0; entry < Together; entry++)
            batch.BatchCommands.Add(new NpgsqlBatchCommand(
                """
                insert into access_log (id, by_issuer, by_subject, by_name, method, purpose, city_id, worker_id, workers, selection)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                """)
            {
                Parameters =
                {
                    new() { Value = Guid.CreateVersion7() }, new() { Value = SetupKey.Issuer }, new() { Value = "bench" }, new() { Value = "a bench" },
                    new() { Value = Method }, new() { Value = "" }, new() { Value = _city }, new() { Value = AnyWorker() }, new() { Value = 1 }, new() { Value = "" },
                },
            });
        return await batch.ExecuteNonQueryAsync();
    });

    /// <returns>Entries a second, by one statement for all.</returns>
    public Task<double> RateTogetherAsync(TimeSpan time) => RateAsync(time, () => _connection.ExecuteAsync(
        """
        insert into access_log (id, by_issuer, by_subject, by_name, method, purpose, city_id, worker_id, workers, selection)
        select * from unnest(@ids, @issuers, @subjects, @names, @methods, @purposes, @cities, @workers, @counts, @selections)
        """,
        new
        {
            ids = Each(Guid.CreateVersion7),
            issuers = Each(() => SetupKey.Issuer),
            subjects = Each(() => "bench"),
            names = Each(() => "a bench"),
            methods = Each(() => Method),
            purposes = Each(() => ""),
            cities = Each(() => _city),
            workers = Each(AnyWorker),
            counts = Each(() => 1),
            selections = Each(() => ""),
        }));

    private static async Task<double> RateAsync(TimeSpan time, Func<Task<int>> write)
    {
        var (start, written) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(start) < time)
            written += await write();
        return written / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private Guid AnyWorker() => _workers[Random.Shared.Next(_workers.Length)];

    private static T[] Each<T>(Func<T> value) => [.. Enumerable.Range(0, Together).Select(_ => value())];

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
