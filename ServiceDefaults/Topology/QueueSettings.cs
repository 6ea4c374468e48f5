using MassTransit;

namespace Workforce.ServiceDefaults.Topology;

/// <summary>
/// The terms under which every queue is declared, by its consumer and by its publishers alike: RabbitMQ refuses a second
/// declaration with other terms.
/// </summary>
internal static class QueueSettings
{
    /// <summary>
    /// Deliveries before RabbitMQ makes a message a dead letter. Explicit, because RabbitMQ 4 says 20 and 3.10 never. It counts
    /// crashes of the consumer and consumer time-outs (30 minutes each), not our own retries, so 100 is a long outage.
    /// </summary>
    private const int DeliveryLimit = 100;

    /// <summary>
    /// Every look at a dead letter counts as a delivery, and at its limit RabbitMQ would drop the message. "Without limit"
    /// cannot be written in a way that RabbitMQ 3.10 and 4 both take.
    /// </summary>
    private const int DeadLetterDeliveryLimit = 1_000_000_000;

    /// <summary>What MassTransit appends to a queue's name for what its consumer faulted on.</summary>
    public const string ErrorSuffix = "_error";

    /// <summary>What MassTransit appends to a queue's name for what no consumer there knows.</summary>
    public const string SkippedSuffix = "_skipped";

    public static string DeliveryLimitQueueOf(string queue) => $"{queue}_dead";

    public static void Apply(IRabbitMqQueueConfigurator queue, string name)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeliveryLimit);
        queue.SetQueueArgument("x-dead-letter-exchange", DeliveryLimitQueueOf(name));
        // Without these two a quorum queue may lose what it dead-letters.
        queue.SetQueueArgument("x-dead-letter-strategy", "at-least-once");
        queue.SetQueueArgument("x-overflow", "reject-publish");
    }

    /// <summary>For the dead-letter queues beside it.</summary>
    public static void ApplyToDeadLetters(IRabbitMqQueueConfigurator queue)
    {
        queue.SetQuorumQueue();
        queue.SetQueueArgument("x-delivery-limit", DeadLetterDeliveryLimit);
    }
}
