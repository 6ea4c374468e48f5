using System.Diagnostics;
using Npgsql;
using Workforce.Bench.Fanout;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Bench.Cycle;

/// <summary>
/// The rows that a sheet has stored, written by plain COPY in one session of the same PostgreSQL, into tables made by Evaluation's own
/// migrations. They lie ready as the bytes that COPY reads, so that nothing but the writing is timed.
/// </summary>
internal sealed class PlainRatings(NpgsqlConnection evaluation, NpgsqlConnection session) : IAsyncDisposable
{
    private ReadOnlyMemory<byte> _ratings;
    private ReadOnlyMemory<byte> _contracts;

    public static async Task<PlainRatings> PrepareAsync(RunningSystem system)
    {
        var session = await SideDatabase.CreateAsync(system, "rated");
        await session.CreateEvaluationTablesAsync();
        await using var source = await system.DatabaseOfAsync("evaluation");
        return new PlainRatings(await source.OpenConnectionAsync(), session);
    }

    /// <summary>Takes the rows of a round from Evaluation. Those of the rounds before stay, as they do there.</summary>
    public async Task LayOutAsync(Guid round)
    {
        _ratings = await evaluation.CopyOutAsync($"select * from rating where round_id = '{round}' order by id");
        _contracts = await evaluation.CopyOutAsync($"select contract_id from rating where round_id = '{round}' order by contract_id");
        await session.SettleAsync();
    }

    /// <returns>Seconds to write the ratings and which contracts are rated, two COPYs, each committed.</returns>
    public async Task<double> WriteAsync()
    {
        var start = Stopwatch.GetTimestamp();
        await session.CopyInAsync("rating", _ratings);
        await session.CopyInAsync("rated_contract", _contracts);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await evaluation.DisposeAsync();
        await session.DisposeAsync();
    }
}
