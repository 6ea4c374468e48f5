using System.ComponentModel.DataAnnotations;

namespace Workforce.Contract.Reminders;

/// <summary>Settings under <c>Reminders</c>.</summary>
public sealed class ReminderOptions
{
    public const string Section = "Reminders";

    /// <summary>How often the timer looks for contracts to remind of, in seconds of real time.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 10;

    /// <summary>Contracts in one transaction.</summary>
    [Range(1, 50_000)]
    public int ChunkSize { get; set; } = 5_000;
}
