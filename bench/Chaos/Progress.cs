using System.Diagnostics;
using Dapper;
using Npgsql;

namespace Workforce.Bench.Chaos;

/// <summary>
/// How many contracts were due, and how many of them had both request and notice, from moment to moment, as the tables say.
/// </summary>
internal sealed class Progress(ChaosSystem system)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly List<Sample> _samples = [];

    /// <summary>Looks until it is stopped; while PostgreSQL is away there is nothing to see.</summary>
    public async Task WatchAsync(CancellationToken stopped)
    {
        await using var evaluation = await system.Running.DatabaseOfAsync("evaluation");
        await using var notification = await system.Running.DatabaseOfAsync("notification");
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                var toTell = system.Expected.ToTell;
                var requests = await CountAsync(evaluation, "evaluation_request", stopped);
                var notices = await CountAsync(notification, "notice", stopped);
                lock (_samples)
                    _samples.Add(new Sample(Stopwatch.GetTimestamp(), toTell, Math.Min(requests, notices)));
                await Task.Delay(Between, stopped);
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                await Task.Delay(Between, CancellationToken.None);
            }
        }
    }

    /// <summary>Whether all that is due is told.</summary>
    public bool IsWhole => ShareTold >= 1;

    /// <summary>Of those that are due, the share that is told.</summary>
    public double ShareTold
    {
        get
        {
            lock (_samples)
                return _samples is [.., { ToTell: > 0 } last] ? (double)last.Told / last.ToTell : 0;
        }
    }

    /// <summary>Seconds from a moment until all that was due then had been told; null when that never came.</summary>
    public double? CaughtUpAfter(long moment)
    {
        lock (_samples)
        {
            var toTell = _samples.LastOrDefault(sample => sample.At <= moment)?.ToTell ?? 0;
            var caughtUp = _samples.FirstOrDefault(sample => sample.At >= moment && sample.Told >= toTell);
            return caughtUp is null ? null : Stopwatch.GetElapsedTime(moment, caughtUp.At).TotalSeconds;
        }
    }

    private static async Task<int> CountAsync(NpgsqlDataSource source, string table, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"select count(*) from {table}", cancellationToken: cancellation));
    }

    private sealed record Sample(long At, int ToTell, int Told);
}
