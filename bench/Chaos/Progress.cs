using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Faults;

namespace Workforce.Bench.Chaos;

/// <summary>
/// How many contracts were due, and how many of them had notice and, where one is due, request, from moment to moment, as the tables say.
/// </summary>
internal sealed class Progress(ChaosSystem system)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly List<Sample> _samples = [];

    /// <summary>Looks until it is stopped; while PostgreSQL is away there is nothing to see.</summary>
    public async Task WatchAsync(CancellationToken stopped)
    {
        await using var contract = await system.Running.DatabaseOfAsync("contract");
        await using var evaluation = await system.Running.DatabaseOfAsync("evaluation");
        await using var notification = await system.Running.DatabaseOfAsync("notification");
        while (!stopped.IsCancellationRequested)
        {
            try
            {
                var toNotify = system.Expected.ToNotify;
                var withoutRequest = await CountAsync(contract, "continuing_contract where not rates_past_period", stopped);
                var requests = await CountAsync(evaluation, "evaluation_request", stopped);
                var notices = await CountAsync(notification, "notice", stopped);
                lock (_samples)
                    _samples.Add(new Sample(Stopwatch.GetTimestamp(), toNotify, Math.Min(requests + withoutRequest, notices)));
                await Task.Delay(Between, stopped);
            }
            catch (Exception e) when (e is NpgsqlException or OperationCanceledException or TimeoutException)
            {
                await Task.Delay(Between, CancellationToken.None);
            }
        }
    }

    /// <summary>Whether every due contract has both.</summary>
    public bool IsWhole => ShareNotified >= 1;

    /// <summary>Of the due contracts, the share that has both.</summary>
    public double ShareNotified
    {
        get
        {
            lock (_samples)
                return _samples is [.., { ToNotify: > 0 } last] ? (double)last.Notified / last.ToNotify : 0;
        }
    }

    /// <summary>Seconds from a moment until every contract that was due then had both; null when that never came.</summary>
    public double? CaughtUpAfter(long moment)
    {
        lock (_samples)
        {
            var toNotify = _samples.LastOrDefault(sample => sample.At <= moment)?.ToNotify ?? 0;
            var caughtUp = _samples.FirstOrDefault(sample => sample.At >= moment && sample.Notified >= toNotify);
            return caughtUp is null ? null : Stopwatch.GetElapsedTime(moment, caughtUp.At).TotalSeconds;
        }
    }

    private static async Task<int> CountAsync(NpgsqlDataSource source, string rows, CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition($"select count(*) from {rows}", cancellationToken: cancellation));
    }

    private sealed record Sample(long At, int ToNotify, int Notified);
}
