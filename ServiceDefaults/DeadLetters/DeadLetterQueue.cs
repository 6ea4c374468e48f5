using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>A dead-letter queue beside one of the service's own.</summary>
/// <param name="Queue">That its messages come from.</param>
/// <param name="Cause">Why they are there.</param>
internal sealed record DeadLetterQueue(string Queue, DeadLetterCause Cause)
{
    /// <summary>Its own name.</summary>
    public string Name => Cause switch
    {
        DeadLetterCause.Error => Queue + QueueSettings.ErrorSuffix,
        DeadLetterCause.Skipped => Queue + QueueSettings.SkippedSuffix,
        _ => QueueSettings.DeliveryLimitQueueOf(Queue),
    };

    public static IEnumerable<DeadLetterQueue> Of(string queue) =>
        [new(queue, DeadLetterCause.Error), new(queue, DeadLetterCause.Skipped), new(queue, DeadLetterCause.DeliveryLimit)];
}
