using Google.Protobuf.WellKnownTypes;
using Workforce.Notification.Notices;

namespace Workforce.Notification.Api;

/// <summary>Notices on the wire, without their texts.</summary>
internal static class NoticeWire
{
    public static V1.Notice ToWire(Notice notice) => new()
    {
        Id = $"{notice.Id}",
        Kind = ToWire(notice.Kind),
        ContractId = $"{notice.ContractId}",
        WorkerId = notice.Recipient.Kind is RecipientKind.Worker ? $"{notice.Recipient.Id}" : "",
        CycleId = $"{notice.CycleId}",
        UnitId = $"{notice.UnitId}",
        KeepsWorking = notice.KeepsWorking,
        IssuedAt = Timestamp.FromDateTime(notice.IssuedAt),
    };

    private static V1.NoticeKind ToWire(NoticeKind kind) => kind switch
    {
        NoticeKind.ContractEnded => V1.NoticeKind.ContractEnded,
        _ => V1.NoticeKind.Unspecified,
    };
}
