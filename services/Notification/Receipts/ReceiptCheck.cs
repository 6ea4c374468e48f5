using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Notification.Receipts;

/// <summary>What a receipt must be to be recorded.</summary>
internal static class ReceiptCheck
{
    /// <param name="issuedOn">The city's day on which the notice was issued.</param>
    /// <param name="today">The city's day.</param>
    /// <returns>Null when nothing is wrong with it.</returns>
    public static ReceiptRefusal? FaultOf(NewReceipt receipt, RatingNotice notice, Guid cityId, AllowedCall call, DateOnly issuedOn, DateOnly today) =>
        WayFaultOf(receipt.Way, notice, cityId, call) ?? WitnessFaultOf(receipt) ?? DayFaultOf(receipt, issuedOn, today);

    // A worker's own word is the inbox alone; that of head and personnel office anything but that.
    private static ReceiptRefusal? WayFaultOf(ReceiptWay way, RatingNotice notice, Guid cityId, AllowedCall call)
    {
        var isOwn = call.Reach.Workers.Contains(notice.WorkerId);
        if (way is ReceiptWay.Inbox)
            return isOwn ? null : new ReceiptRefusal(ReceiptRule.Way, "way", "INBOX", "is for the worker alone to confirm");
        return call.Reach.HasAllOf(cityId) || call.Reach.Units.Contains(notice.UnitId)
            ? null
            : new ReceiptRefusal(ReceiptRule.Way, "way", null, "is not for a worker to say, who confirms by INBOX");
    }

    private static ReceiptRefusal? WitnessFaultOf(NewReceipt receipt) => (receipt.Way, receipt.Witness) switch
    {
        (ReceiptWay.Inbox, "") => null,
        (ReceiptWay.Inbox, _) => Refused("is to be empty, for the worker confirms it"),
        (_, "") => Refused("is required: who can say so"),
        _ => null,
    };

    private static ReceiptRefusal? DayFaultOf(NewReceipt receipt, DateOnly issuedOn, DateOnly today) => receipt.ReceivedOn switch
    {
        null => receipt.Way is ReceiptWay.Inbox ? null : new ReceiptRefusal(ReceiptRule.Day, "received_on", null, "is required"),
        { } day when receipt.Way is ReceiptWay.Inbox => new ReceiptRefusal(ReceiptRule.Day, "received_on", day.ToIso(), "is to be empty, for what the worker confirms is received today"),
        { } day when day > today => new ReceiptRefusal(ReceiptRule.Day, "received_on", day.ToIso(), $"is a day to come; today is {today.ToIso()}"),
        { } day when day < issuedOn => new ReceiptRefusal(ReceiptRule.Day, "received_on", day.ToIso(), $"is before {issuedOn.ToIso()}, on which the notice was issued"),
        _ => null,
    };

    private static ReceiptRefusal Refused(string reason) => new(ReceiptRule.Witness, "witness", null, reason);
}
