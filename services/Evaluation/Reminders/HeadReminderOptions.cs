using System.ComponentModel.DataAnnotations;

namespace Workforce.Evaluation.Reminders;

/// <summary>Settings under <c>HeadReminders</c>.</summary>
public sealed class HeadReminderOptions
{
    public const string Section = "HeadReminders";

    /// <summary>How often the timer looks for ratings that are due, in seconds of real time.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 60;
}
