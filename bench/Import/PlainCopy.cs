using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Bench.Fanout;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Import;

/// <summary>
/// The rows that an import has stored, written by plain COPY in one session of the same PostgreSQL, into tables made by
/// Registry's own migration. They lie ready as the bytes that COPY reads, so that nothing but the writing is timed.
/// </summary>
internal sealed class PlainCopy(NpgsqlConnection registry, NpgsqlConnection session) : IAsyncDisposable
{
    private ReadOnlyMemory<byte> _workers;
    private ReadOnlyMemory<byte> _contracts;

    public static async Task<PlainCopy> PrepareAsync(RunningSystem system)
    {
        var session = await SideDatabase.CreateAsync(system, "copied");
        await session.CreateTablesOfAsync("Registry");
        await using var source = await system.DatabaseOfAsync("registry");
        return new PlainCopy(await source.OpenConnectionAsync(), session);
    }

    /// <summary>Takes the rows of a city from Registry, and empties the tables that they will be written into.</summary>
    public async Task LayOutAsync(Guid city)
    {
        // Tables that are appended only are truncated with the others: their triggers are off for this statement alone.
        await session.ExecuteAsync("set session_replication_role = replica; truncate city cascade; reset session_replication_role");
        await session.CopyInAsync("city", await LaidOutAsync("city", "id", city));
        await session.CopyInAsync("work_unit", await LaidOutAsync("work_unit", "city_id", city));
        _workers = await LaidOutAsync("worker", "city_id", city);
        _contracts = await LaidOutAsync("contract_period", "city_id", city);
        await session.SettleAsync();
    }

    /// <returns>Seconds to write the workers and contracts, two COPYs, each committed.</returns>
    public async Task<double> WriteAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await session.CopyInAsync("worker", _workers);
        await session.CopyInAsync("contract_period", _contracts);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        await session.DisposeAsync();
    }

    // COPY takes no parameters.
    private Task<ReadOnlyMemory<byte>> LaidOutAsync(string table, string column, Guid city) =>
        registry.CopyOutAsync($"select * from {table} where {column} = '{city}' order by id");
}
