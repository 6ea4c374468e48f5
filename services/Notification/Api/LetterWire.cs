using Google.Protobuf.WellKnownTypes;
using Workforce.Notification.Letters;

namespace Workforce.Notification.Api;

/// <summary>Letters on the wire, without their texts.</summary>
internal static class LetterWire
{
    public static V1.Letter ToWire(AddressedLetter addressed) => new()
    {
        Id = $"{addressed.Letter.Id}",
        Kind = ToWire(addressed.Letter.Kind),
        CycleId = $"{addressed.Letter.CycleId}",
        UnitId = $"{addressed.Letter.UnitId}",
        UnitName = addressed.UnitName,
        HeadName = addressed.HeadName,
        HeadTitle = addressed.HeadTitle,
        Workers = addressed.Workers,
        IssuedAt = Timestamp.FromDateTime(addressed.Letter.IssuedAt),
    };

    private static V1.LetterKind ToWire(LetterKind kind) => kind switch
    {
        LetterKind.EvaluationRequest => V1.LetterKind.EvaluationRequest,
        _ => V1.LetterKind.Unspecified,
    };
}
