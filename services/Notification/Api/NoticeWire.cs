using Workforce.Documents;
using Workforce.Notification.Notices;
using Workforce.Notification.Reminders;
using Workforce.Notification.Separations;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Notification.Api;

/// <summary>Notices on the wire, without their texts.</summary>
internal static class NoticeWire
{
    /// <param name="frozen">With the notice's.</param>
    public static V1.Notice ToWire(Notice notice, FrozenSources frozen) => ToWire(notice, frozen.ReminderOf(notice), frozen.HeadReminderOf(notice), frozen.SeparationOf(notice));

    public static V1.Notice WithText(V1.Notice notice, RenderedText written)
    {
        (notice.Subject, notice.Text) = (written.Subject, written.Text);
        return notice;
    }

    public static V1.HeadNoticeCount ToWire(HeadNoticeCount count) => new()
    {
        RoundId = count.IsCycle ? "" : $"{count.AboutId}",
        CycleId = count.IsCycle ? $"{count.AboutId}" : "",
        DueDay = Field.Iso(count.DueDay),
        Step = count.Step,
        Notices = count.Notices,
        Unrated = count.Unrated,
        FirstIssuedAt = Timestamp.FromDateTime(count.FirstIssuedAt),
        LastIssuedAt = Timestamp.FromDateTime(count.LastIssuedAt),
    };

    public static V1.ReminderNoticeCount ToWire(ReminderNoticeCount count) => new()
    {
        LastDay = Field.Iso(count.LastDay),
        Step = count.Step,
        ToWorkers = count.ToWorkers,
        ToPersonnelOffice = count.ToOffice,
        FirstIssuedAt = Timestamp.FromDateTime(count.FirstIssuedAt),
        LastIssuedAt = Timestamp.FromDateTime(count.LastIssuedAt),
    };

    private static V1.Notice ToWire(Notice notice, Reminder? reminder, HeadReminder? headReminder, Separation? separation) => new()
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
        Step = reminder?.Step ?? headReminder?.Step ?? 0,
        Rated = notice.IsRated,
        Outsourced = notice.IsOutsourced,
        RoundId = $"{notice.RoundId}",
        RatingId = $"{notice.Rating?.RatingId}",
        RatingVersion = notice.Rating?.Version ?? 0,
        Receipt = notice.Receipt is { } receipt ? ReceiptWire.ToWire(receipt) : null,
        DueDay = headReminder is null ? "" : Field.Iso(notice.DueDay),
        SeparationId = $"{separation?.Id}",
        SeparationCode = (Contract.V1.SeparationCode)(separation?.Code ?? 0),
        EffectiveOn = Field.Iso(separation?.EffectiveOn),
        DecisionId = $"{notice.DecisionId}",
        Unrated = headReminder?.Units[notice.UnitId!.Value].Unrated ?? 0,
    };

    /// <summary>The key of a cycle's or a round's listing, by unit and id.</summary>
    public static string KeyOf(Notice notice) => PageKey.Of(notice.UnitId!.Value, notice.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static (Guid Unit, Guid Id)? AfterFrom(Page page) => page.AfterKey(parts: 2) is { } key ? (key.Id(), key.Id()) : null;

    /// <summary>The key of a worker's, the heads' or a personnel office's inbox, by id.</summary>
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
        NoticeKind.Rated => V1.NoticeKind.Rated,
        NoticeKind.ObjectionRuled => V1.NoticeKind.ObjectionRuled,
        NoticeKind.RatingsDue => V1.NoticeKind.RatingsDue,
        NoticeKind.Separated => V1.NoticeKind.Separated,
        NoticeKind.Renewed => V1.NoticeKind.Renewed,
        NoticeKind.NotRenewed => V1.NoticeKind.NotRenewed,
        NoticeKind.DecisionWithdrawn => V1.NoticeKind.DecisionWithdrawn,
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
