using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.ServiceDefaults.Parking;

/// <summary>A queue that holds parked messages.</summary>
/// <param name="Queue">That they were parked from.</param>
/// <param name="Place">Why they are there.</param>
internal sealed record ParkedQueue(string Queue, ParkedPlace Place)
{
    /// <summary>Its own name.</summary>
    public string Name => Place switch
    {
        ParkedPlace.Error => Queue + QueueTerms.ErrorSuffix,
        ParkedPlace.Skipped => Queue + QueueTerms.SkippedSuffix,
        _ => QueueTerms.DeadLettersOf(Queue),
    };

    /// <summary>Where messages from a queue may be parked.</summary>
    public static IEnumerable<ParkedQueue> BesideOf(string queue) =>
        [new(queue, ParkedPlace.Error), new(queue, ParkedPlace.Skipped), new(queue, ParkedPlace.Dead)];
}
