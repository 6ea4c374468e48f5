using System.Diagnostics;
using Dapper;
using Npgsql;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Plumbing;

/// <summary>
/// Watches that services use RabbitMQ again after a failure of it: each of their queues has a consumer, and what waited in the
/// outbox is sent. A service that ended is started again, as systemd or Kubernetes would; that counts as time it took.
/// </summary>
internal sealed class Comeback
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(200);

    private readonly ChaosSystem _system;
    private readonly ILookup<string, string> _queues;
    private readonly IReadOnlyList<string> _services;

    private Comeback(ChaosSystem system, IReadOnlyList<string> services, ILookup<string, string> queues) =>
        (_system, _services, _queues) = (system, services, queues);

    /// <summary>Learns, before anything is broken, which queues these services consume.</summary>
    public static async Task<Comeback> PrepareAsync(ChaosSystem system, IReadOnlyList<string> services)
    {
        var listed = await BrokerControl.RunAsync(system.Running, "--quiet", "list_queues", "name", "consumers", "--no-table-headers");
        var queues =
            from line in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            let columns = line.Split('\t')
            where columns[1] != "0"
            select columns[0];
        return new(system, services, queues.ToLookup(queue => queue[..queue.IndexOf('.', StringComparison.Ordinal)]));
    }

    /// <summary>Waits for all of them, notes how long each took, and complains of one that took longer than a minute.</summary>
    public Task AwaitAsync(string fault, CancellationToken cancellation) =>
        Task.WhenAll(_services.Select(service => AwaitAsync(fault, service, cancellation)));

    private async Task AwaitAsync(string fault, string service, CancellationToken cancellation)
    {
        var waiting = Stopwatch.StartNew();
        await using var source = await _system.Running.DatabaseOfAsync(service);
        await using var database = await source.OpenConnectionAsync(cancellation);
        var last = await LastUnsentAsync(database);
        var missing = "";
        while (waiting.Elapsed < Timeout)
        {
            await _system.StartIfEndedAsync(service);
            missing = await MissingAsync(service, database, last, cancellation);
            if (missing.Length == 0)
                break;
            await Task.Delay(BetweenLooks, cancellation);
        }
        _system.Notes.Enqueue($"{fault}: {service} was back after {waiting.Elapsed.TotalSeconds:F1} s");
        if (waiting.Elapsed > Bound)
            _system.Complaints.Enqueue($"{fault}: {service} took {waiting.Elapsed.TotalSeconds:F0} s to come back{(missing.Length == 0 ? "" : $": {missing}")}");
    }

    // Empty when it is back.
    private async Task<string> MissingAsync(string service, NpgsqlConnection database, long last, CancellationToken cancellation)
    {
        await using var amqp = await Amqp.OpenAsync(_system.Running, cancellation);
        foreach (var queue in _queues[service])
            if (await amqp.Channel.ConsumerCountAsync(queue, cancellation) == 0)
                return $"{queue} has no consumer";
        return await database.ExecuteScalarAsync<bool>("select exists (select from outbox where published_at is null and position <= @last)", new { last })
            ? "its outbox is not sent"
            : "";
    }

    private static async Task<long> LastUnsentAsync(NpgsqlConnection database) =>
        await database.ExecuteScalarAsync<long>("select coalesce(max(position), 0) from outbox where published_at is null");
}
