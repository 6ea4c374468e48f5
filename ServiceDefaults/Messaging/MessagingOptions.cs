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
}
