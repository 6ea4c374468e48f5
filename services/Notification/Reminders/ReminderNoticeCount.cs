namespace Workforce.Notification.Reminders;

/// <summary>How many reminders that contracts end on a day were issued by one step.</summary>
/// <param name="ToWorkers">One for each contract.</param>
/// <param name="ToOffice">One of all contracts.</param>
/// <param name="FirstIssuedAt">UTC.</param>
public sealed record ReminderNoticeCount(DateOnly LastDay, int Step, int ToWorkers, int ToOffice, DateTime FirstIssuedAt, DateTime LastIssuedAt);
