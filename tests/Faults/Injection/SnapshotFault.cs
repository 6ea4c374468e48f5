using System.Data;
using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Injection;

/// <summary>
/// A session holds a snapshot of every database open, so that vacuum can remove no dead row. Looking for unsent messages must not
/// become slow by it.
/// </summary>
public sealed class SnapshotFault : IFault
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(1);

    public string Name => "old-snapshot";

    public IReadOnlyList<string> Targets => ["postgres"];

    public (double Shortest, double Longest) Seconds => (6, 12);

    public IReadOnlyList<string> Holds(string target) => ["postgres"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var slowest = await Task.WhenAll(RunningSystem.Services.Select(service => HoldAsync(system, service, strike.Lasts, cancellation)));
        system.Notes.Enqueue($"old-snapshot: the slowest look for unsent messages took {slowest.Max().TotalMilliseconds:F0} ms");
        if (slowest.Max() > Bound)
            system.Complaints.Enqueue($"under an old snapshot a look for unsent messages took {slowest.Max().TotalSeconds:F1} s");
    }

    private static async Task<TimeSpan> HoldAsync(ChaosSystem system, string service, TimeSpan lasts, CancellationToken cancellation)
    {
        await using var source = await system.Running.DatabaseOfAsync(service);
        await using var holding = await source.OpenConnectionAsync(cancellation);
        await using var snapshot = await holding.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await holding.ExecuteAsync("select count(*) from outbox", transaction: snapshot);

        await using var looking = await source.OpenConnectionAsync(cancellation);
        var slowest = TimeSpan.Zero;
        for (var held = Stopwatch.StartNew(); held.Elapsed < lasts;)
        {
            var took = await LookAsync(looking);
            slowest = took > slowest ? took : slowest;
            await Task.Delay(Between, cancellation);
        }
        return slowest;
    }

    // As a relay looks for them.
    private static async Task<TimeSpan> LookAsync(NpgsqlConnection connection)
    {
        var looking = Stopwatch.StartNew();
        await connection.ExecuteAsync("select id from outbox where published_at is null order by position limit 100");
        return looking.Elapsed;
    }
}
