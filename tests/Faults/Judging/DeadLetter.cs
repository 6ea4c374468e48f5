using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using Workforce.Faults.Plumbing;
using Workforce.Faults.Systems;
using Workforce.Contract.Events;

namespace Workforce.Faults.Judging;

/// <summary>A message in a dead-letter queue.</summary>
/// <param name="Queue">The dead-letter queue.</param>
/// <param name="MessageId">As its sender named it.</param>
/// <param name="Contracts">The contracts that it names, if it is a batch of them.</param>
/// <param name="Reason">Why it was dead-lettered, as its consumer reported.</param>
internal sealed record DeadLetter(string Queue, string MessageId, IReadOnlyList<Guid> Contracts, string Reason)
{
    /// <summary>Reads a queue and leaves everything in it.</summary>
    public static async Task<IReadOnlyList<DeadLetter>> PeekAsync(RunningSystem system, string queue)
    {
        var messages = new List<DeadLetter>();
        await using var amqp = await Amqp.OpenAsync(system, CancellationToken.None);
        // Nothing is acknowledged: all of it is back when the channel closes.
        while (await amqp.Channel.BasicGetAsync(queue, autoAck: false) is { } got)
            messages.Add(new DeadLetter(queue, got.BasicProperties.MessageId ?? "", ContractsIn(got), ReasonOf(got)));
        return messages;
    }

    public override string ToString() => $"{MessageId} in {Queue}: {Reason}";

    private static string ReasonOf(BasicGetResult got) =>
        got.BasicProperties.Headers is { } headers && headers.TryGetValue("MT-Fault-Message", out var reason) && reason is byte[] text
            ? Encoding.UTF8.GetString(text)
            : "no reason given";

    private static IReadOnlyList<Guid> ContractsIn(BasicGetResult got)
    {
        try
        {
            using var envelope = JsonDocument.Parse(got.Body);
            var batch = envelope.RootElement.GetProperty("message").Deserialize<ContractsExpired>(JsonSerializerOptions.Web);
            return [.. (batch?.Units ?? []).SelectMany(unit => unit?.Contracts ?? []).Where(contract => contract is not null)
                .Select(contract => contract.ContractId)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return []; // unreadable, or of another kind
        }
    }
}
