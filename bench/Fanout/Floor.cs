using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Fanout;

/// <summary>
/// The physical floor: what the night leaves behind, written by plain SQL in one session of the same PostgreSQL, into tables
/// made by the services' own migrations. What is to be written lies ready in the order of the contracts, new ids included, so
/// that nothing but the writing is timed.
/// </summary>
internal sealed class Floor : IAsyncDisposable
{
    private const string Update =
        """
        update contract set cycle_id = opened.cycle_id
        from opened where contract.city_id = opened.city_id and contract.cycle_id is null
        """;

    private const string InsertRequests =
        """
        insert into evaluation_request (id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day)
        select request_id, contract_id, worker_id, city_id, cycle_id, unit_id, head_id, due_day from laid_out
        """;

    private const string InsertNotices =
        """
        insert into notice (
            id, contract_id, kind, recipient_kind, recipient_id, recipient, cycle_id, unit_id, keeps_working, template_version, issued_at)
        select notice_id, contract_id, 1, 1, worker_id, recipient, cycle_id, unit_id, false, 1, now() from laid_out
        """;

    private readonly NpgsqlConnection _session;

    private Floor(NpgsqlConnection session) => _session = session;

    /// <summary>Makes the tables in a database of their own, with the same active contracts.</summary>
    public static async Task<Floor> PrepareAsync(RunningSystem system, IReadOnlyCollection<Government> governments, string name = "floor")
    {
        var session = await SideDatabase.CreateAsync(system, name);
        await session.CreateNightTablesAsync();
        await ContractRows.CopyContractsAsync(session, governments);
        await LaidOutRows.StoreAsync(session, governments);
        await session.SettleAsync();
        return new Floor(session);
    }

    /// <summary>Has the session do it once and take it back, for a few rows are written faster than a new session has found its tables.</summary>
    public async Task WarmUpAsync()
    {
        await using (await _session.BeginTransactionAsync())
            await WriteAsync();
        await _session.SettleAsync();
    }

    public async Task<FloorTimes> WriteAsync() =>
        new(await TimeAsync(Update), await TimeAsync(InsertRequests), await TimeAsync(InsertNotices));

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    private async Task<double> TimeAsync(string statement)
    {
        var start = Stopwatch.GetTimestamp();
        await _session.ExecuteAsync(statement, commandTimeout: 0);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}

/// <summary>Seconds of the three statements.</summary>
internal sealed record FloorTimes(double Update, double InsertRequests, double InsertNotices)
{
    public double Sum => Update + InsertRequests + InsertNotices;
}
