using System.ComponentModel.DataAnnotations;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>Settings under <c>Outbox</c>; real time, whatever the story's clock shows.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>
    /// The lease of a relay on the messages that it has claimed, in seconds. Those of a killed relay wait until it ends, so it is short;
    /// a slow relay must have published by then, so a publish times out after half of it.
    /// </summary>
    [Range(2, 300)]
    public int LeaseSeconds { get; set; } = 15;
}
