namespace Workforce.Notification.Reminders;

/// <summary>How many heads were reminded in a round or cycle by one step.</summary>
/// <param name="Notices">One to the head of each unit.</param>
/// <param name="Unrated">Workers who were not rated, by these notices.</param>
/// <param name="FirstIssuedAt">UTC.</param>
public sealed record HeadNoticeCount(
    Guid AboutId, bool IsCycle, DateOnly DueDay, int Step, int Notices, int Unrated, DateTime FirstIssuedAt, DateTime LastIssuedAt);
