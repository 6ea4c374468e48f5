using System.ComponentModel.DataAnnotations;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>Settings under <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>
    /// Messages of one queue that are in hand at once. They are read and prepared side by side and share transactions
    /// (<see cref="Inbox"/>), so that more than these only cost memory.
    /// </summary>
    [Range(1, 256)]
    public int AtOnce { get; set; } = 16;

    /// <summary>
    /// For how long the service may fail to use a RabbitMQ that serves others, in seconds, before it ends itself
    /// (<see cref="BrokerWatch"/>). More than the 30 seconds at most that MassTransit waits between two tries to connect; with the
    /// start of a new process still within a minute.
    /// </summary>
    [Range(1, 3600)]
    public int GiveUpSeconds { get; set; } = 40;
}
