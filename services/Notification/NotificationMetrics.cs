using System.Diagnostics.Metrics;

namespace Workforce.Notification;

/// <summary>What Notification counts.</summary>
public sealed class NotificationMetrics
{
    private readonly Counter<long> _notices;
    private readonly Counter<long> _letters;

    public NotificationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Workforce.Notification");
        _notices = meter.CreateCounter<long>("workforce.notices.made", "{notice}", "Notices to workers stored");
        _letters = meter.CreateCounter<long>("workforce.letters.made", "{letter}", "Letters to heads of units stored");
    }

    public void NoticesMade(int notices) => _notices.Add(notices);

    public void LettersMade(int letters) => _letters.Add(letters);
}
