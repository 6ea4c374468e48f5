using MassTransit;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// The terms under which every queue is declared, by its listener and by its publishers alike: RabbitMQ refuses a second
/// declaration with other terms.
/// </summary>
internal static class QueueTerms
{
    /// <summary>
    /// Deliveries before RabbitMQ gives up on a message. Said explicitly, because RabbitMQ 4 says 20 and 3.10 never. It counts
    /// crashes of the listener and consumer time-outs (30 minutes each), not our own retries, so 100 is a long outage.
    /// </summary>
    private const int DeliveryLimit = 100;

    public static string DeadLettersOf(string queue) => $"{queue}_dead";

    public static void Apply(IRabbitMqQueueConfigurator queue, string name)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        queue.SetQueueArgument("x-dead-letter-exchange", DeadLettersOf(name));
        // Without these two a quorum queue may lose what it dead-letters.
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        queue.SetQueueArgument("x-overflow", "reject-publish");
    }
}
