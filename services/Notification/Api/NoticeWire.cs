using Workforce.Notification.Notices;
using Workforce.Notification.Reminders;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Notification.Api;

/// <summary>Notices on the wire, without their texts.</summary>
internal static class NoticeWire
{
    /// <param name="reminder">The notice's; null when it has none.</param>
    public static V1.Notice ToWire(Notice notice, Reminder? reminder) => new()
    {
        Id = $"{notice.Id}",
        Kind = ToWire(notice.Kind),
        ContractId = $"{notice.ContractId}",
        WorkerId = notice.Recipient.Kind is RecipientKind.Worker ? $"{notice.Recipient.Id}" : "",
        CycleId = $"{notice.CycleId}",
        UnitId = $"{notice.UnitId}",
        KeepsWorking = notice.KeepsWorking,
        IssuedAt = Timestamp.FromDateTime(notice.IssuedAt),
        RecipientKind = ToWire(notice.Recipient.Kind),
        RecipientId = $"{notice.Recipient.Id}",
        TakenBack = notice.IsTakenBack,
        LastDay = Field.Iso(reminder?.LastDay),
        Step = reminder?.Step ?? 0,
        Rated = notice.IsRated,
        Outsourced = notice.IsOutsourced,
    };

    /// <summary>The key of a cycle's listing, by unit and id.</summary>
    public static string KeyOf(Notice notice) => PageKey.Of(notice.UnitId!.Value, notice.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static (Guid Unit, Guid Id)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Id(), key.Id()) : null;

    /// <summary>The key of a worker's or a personnel office's inbox, by id.</summary>
    public static string InboxKeyOf(Notice notice) => PageKey.Of(notice.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static Guid? InboxAfterFrom(Page page) => page.AfterId();

    private static V1.NoticeKind ToWire(NoticeKind kind) => kind switch
    {
        NoticeKind.ContractExpired => V1.NoticeKind.ContractExpired,
        NoticeKind.ContractContinues => V1.NoticeKind.ContractContinues,
        NoticeKind.ExpiryTakenBack => V1.NoticeKind.ExpiryTakenBack,
        NoticeKind.ContractEnds => V1.NoticeKind.ContractEnds,
        _ => V1.NoticeKind.Unspecified,
    };

    private static V1.RecipientKind ToWire(RecipientKind kind) => kind switch
    {
        RecipientKind.Worker => V1.RecipientKind.Worker,
        RecipientKind.Head => V1.RecipientKind.Head,
        RecipientKind.PersonnelOffice => V1.RecipientKind.PersonnelOffice,
        _ => V1.RecipientKind.Unspecified,
    };
}
