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
        _notices = meter.CreateCounter<long>("workforce.notice.issued", "{notice}", "Notices issued.");
        _letters = meter.CreateCounter<long>("workforce.letter.issued", "{letter}", "Letters issued to heads of units.");
    }

    public void NoticesIssued(int notices) => _notices.Add(notices);

    public void LettersIssued(int letters) => _letters.Add(letters);
}
