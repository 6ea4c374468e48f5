using System.ComponentModel.DataAnnotations;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>Settings under <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    public const string Section = "Messaging";

    /// <summary>
    /// Concurrent messages of one queue. They are read and prepared side by side and share transactions
    /// (<see cref="MessageInbox"/>), so that more than these only cost memory.
    /// </summary>
    [Range(1, 256)]
    public int ConcurrentMessages { get; set; } = 16;

    /// <summary>
    /// For how long the service may fail to use a RabbitMQ that serves others, in seconds, before it ends itself
    /// (<see cref="BrokerWatch"/>). More than the 30 seconds at most that MassTransit waits between two tries to connect; with the
    /// start of a new process still within a minute.
    /// </summary>
    [Range(1, 3600)]
    public int ReconnectTimeoutSeconds { get; set; } = 40;
}
