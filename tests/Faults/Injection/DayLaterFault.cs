using System.Diagnostics;
using System.Text.Json.Nodes;
using Dapper;
using Workforce.Faults.Plumbing;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Injection;

/// <summary>
/// After the night, every message of it comes once more, in no order: while the inbox of its subscribers still has it, or when
/// the inbox is deleted, as it is after 30 days, and only the unique keys of its effects are left.
/// </summary>
public sealed class DayLaterFault : IFault
{
    private const string Forgotten = "forgotten";

    // A batch that holds a malformed contract is never finished.
    private static readonly TimeSpan LongestNight = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(100);

    public string Name => "a-day-later";

    public IReadOnlyList<string> Targets => ["remembered", Forgotten];

    public (double Shortest, double Longest) Seconds => (0, 0);

    public IReadOnlyList<string> Holds(string target) => [.. RunningSystem.Services, "rabbitmq", "postgres", "redis"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var unfinished = await OutlastNightAsync(system, cancellation);
        var sent = new List<Sent>();
        foreach (var service in RunningSystem.Services)
        {
            await using var source = await system.Running.DatabaseOfAsync(service);
            await using var connection = await source.OpenConnectionAsync(cancellation);
            sent.AddRange(await connection.QueryAsync<Sent>("select id, event_type as EventType, body from outbox where published_at is not null"));
            if (strike.Target == Forgotten)
                await connection.ExecuteAsync("truncate inbox; delete from outbox where published_at is not null");
        }
        // A batch that waits for a malformed contract would count a report again that is no longer in the inbox (docs/reliability.md).
        var again = sent.Where(message => strike.Target != Forgotten || !unfinished.Contains(message.BatchId)).ToArray();
        new Random(strike.Seed).Shuffle(again);
        await SendAsync(system, again, cancellation);
        system.Notes.Enqueue($"a-day-later: {again.Length} messages sent again");
    }

    // Only a finished batch counts no more reports; that much of a night is over long before the inbox is deleted.
    private static async Task<IReadOnlySet<string>> OutlastNightAsync(ChaosSystem system, CancellationToken cancellation)
    {
        await using var source = await system.Running.DatabaseOfAsync("contract");
        await using var connection = await source.OpenConnectionAsync(cancellation);
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(BetweenLooks, cancellation))
        {
            var areUnswept = await connection.ExecuteScalarAsync<bool>(
                "select exists (select from unswept_day where last_day <= @LastDay)", new { Government.LastDay });
            var unfinished = (await connection.QueryAsync<string>("select batch_id::text from expiry_batch where finished_at is null")).ToHashSet();
            if (!areUnswept && unfinished.Count == 0 || waited.Elapsed >= LongestNight)
                return unfinished;
        }
    }

    private static async Task SendAsync(ChaosSystem system, IEnumerable<Sent> messages, CancellationToken cancellation)
    {
        await using var amqp = await Amqp.OpenAsync(system.Running, cancellation);
        foreach (var message in messages)
        {
            var id = $"{message.Id}";
            var body = Envelope.Around(id, message.Exchange, JsonNode.Parse(message.Body)!);
            foreach (var queue in Route.QueuesOf(message.Exchange))
                await amqp.Channel.BasicPublishAsync("", queue, mandatory: true, Envelope.PropertiesOf(id), body, cancellation);
        }
    }

    private sealed record Sent(Guid Id, string EventType, byte[] Body)
    {
        /// <summary>Empty where the event is about no batch.</summary>
        public string BatchId => JsonNode.Parse(Body)!["batchId"]?.GetValue<string>() ?? "";

        // Namespace:Type
        public string Exchange => EventType.Remove(EventType.LastIndexOf('.'), 1).Insert(EventType.LastIndexOf('.'), ":");
    }
}
