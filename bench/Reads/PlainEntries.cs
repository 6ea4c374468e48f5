using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Reads;

/// <summary>Writes entries into Registry's access log by plain SQL, in one session: as many in a statement as a load has calls under way.</summary>
internal sealed class PlainEntries : IAsyncDisposable
{
    private const int Together = Load.Connections * Load.CallsUnderWay;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlConnection _connection;

    private PlainEntries(NpgsqlDataSource source, NpgsqlConnection connection) => (_source, _connection) = (source, connection);

    public static async Task<PlainEntries> OpenAsync(RunningSystem system)
    {
        var source = await system.DatabaseOfAsync("registry");
        return new PlainEntries(source, await source.OpenConnectionAsync());
    }

    /// <returns>Entries a second.</returns>
    public async Task<double> RateAsync(TimeSpan time)
    {
        var (start, written) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(start) < time)
        {
            var ids = Enumerable.Range(0, Together).Select(_ => Guid.CreateVersion7()).ToArray();
            written += await _connection.ExecuteAsync(
                """
                insert into access_log (id, by_issuer, by_subject, by_name, method, purpose, city_id, worker_id, workers, selection)
                select id, 'urn:workforce:setup', 'bench', 'a bench', 'workforce.registry.v1.WorkerService/FindWorker', '', id, id, 1, ''
                from unnest(@ids) as entry (id)
                """,
                new { ids });
        }
        return written / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        await _source.DisposeAsync();
    }
}
