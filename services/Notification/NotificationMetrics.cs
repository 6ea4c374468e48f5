using System.Diagnostics.Metrics;
using System.Text.Json;
using Workforce.Notification.Receipts;

namespace Workforce.Notification;

/// <summary>What Notification counts.</summary>
public sealed class NotificationMetrics
{
    private readonly Counter<long> _notices;
    private readonly Counter<long> _letters;
    private readonly Counter<long> _recorded;
    private readonly Counter<long> _refused;

    public NotificationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Workforce.Notification");
        _notices = meter.CreateCounter<long>("workforce.notice.issued", "{notice}", "Notices issued.");
        _letters = meter.CreateCounter<long>("workforce.letter.issued", "{letter}", "Letters issued to heads of units.");
        _recorded = meter.CreateCounter<long>("workforce.receipt.recorded", "{receipt}", "Receipts of notices recorded, by way.");
        _refused = meter.CreateCounter<long>("workforce.receipt.refused", "{receipt}", "Receipts refused, by the rule that does.");
    }

    public void NoticesIssued(int notices) => _notices.Add(notices);

    public void LettersIssued(int letters) => _letters.Add(letters);

    public void ReceiptsRecorded(ReceiptWay way, int receipts) =>
        _recorded.Add(receipts, new KeyValuePair<string, object?>("workforce.receipt.way", Word(way)));

    public void ReceiptsRefused(ReceiptRule rule, int receipts) =>
        _refused.Add(receipts, new KeyValuePair<string, object?>("workforce.receipt.rule", Word(rule)));

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
