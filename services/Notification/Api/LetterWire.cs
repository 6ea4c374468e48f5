using Google.Protobuf.WellKnownTypes;
using Workforce.Notification.Letters;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

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
        Rated = addressed.Rated,
        IssuedAt = Timestamp.FromDateTime(addressed.Letter.IssuedAt),
    };

    /// <summary>The key of a listing by id.</summary>
    public static string KeyOf(AddressedLetter addressed) => PageKey.Of(addressed.Letter.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static Guid? AfterFrom(Page page) => page.AfterId();

    private static V1.LetterKind ToWire(LetterKind kind) => kind switch
    {
        LetterKind.EvaluationRequest => V1.LetterKind.EvaluationRequest,
        _ => V1.LetterKind.Unspecified,
    };
}
