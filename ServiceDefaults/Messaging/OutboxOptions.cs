using System.ComponentModel.DataAnnotations;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>Settings under <c>Outbox</c>; real time, whatever the story's clock shows.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>
    /// How long what a relay has claimed is its own, in seconds. What a killed one had in hand waits for it, so it is short; one
    /// that is merely slow must be done by then, so a publish gives up after half of it.
    /// </summary>
    [Range(2, 300)]
    public int LeaseSeconds { get; set; } = 15;
}
