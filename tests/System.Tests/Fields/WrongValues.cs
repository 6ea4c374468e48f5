using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Workforce.System.Tests.Fields;

/// <summary>What no field may hold, by its type; and the fields that may hold anything.</summary>
internal static class WrongValues
{
    /// <summary>Fields for which no value is wrong, each with the reason. A new field is either refused some value or listed here.</summary>
    public static readonly IReadOnlyDictionary<string, string> Anything = new Dictionary<string, string>
    {
        ["workforce.registry.v1.WorkUnit.id"] = "ignored: the code tells which unit is meant",
        ["workforce.registry.v1.WorkUnit.city_id"] = "ignored: the request's own city is meant",
        ["workforce.registry.v1.UnitHead.id"] = "output only",
        ["workforce.registry.v1.Vendor.id"] = "output only",
        ["workforce.registry.v1.Office.unit_id"] = "output only",
        ["workforce.registry.v1.Office.signs"] = "yes and no are both right",
        ["workforce.registry.v1.ApplyCityRequest.purpose_required"] = "yes and no are both right",
        ["workforce.registry.v1.CorrectByFileHeader.preview"] = "yes and no are both right",
        ["workforce.registry.v1.ListRejectsRequest.settled"] = "yes and no are both right",
        ["workforce.registry.v1.ListFailuresRequest.with_overridden"] = "yes and no are both right",
        ["workforce.registry.v1.GetDirectoryRequest.version"] = "another than the newest, whichever, is answered with the newest",
        ["workforce.evaluation.v1.ListObjectionsRequest.open"] = "yes and no are both right",
        ["workforce.evaluation.v1.ListObjectionsRequest.late"] = "yes and no are both right",
        ["workforce.contract.v1.Policy.version"] = "output only",
        ["workforce.contract.v1.ExemptionList.version"] = "output only",
        ["workforce.contract.v1.ContinuingPolicy.rate_past_period"] = "yes and no are both right",
        ["workforce.evaluation.v1.RatingPolicy.version"] = "output only",
        ["workforce.evaluation.v1.ShowProgressRequest.until_complete"] = "yes and no are both right",
        ["workforce.evaluation.v1.ListRatingsRequest.all_versions"] = "yes and no are both right",
        ["workforce.notification.v1.ListNoticesRequest.with_text"] = "yes and no are both right",
        ["workforce.contract.v1.ListRecommendationsRequest.head_differs"] = "yes and no are both right",
        ["workforce.contract.v1.PaperPolicy.all_separations"] = "yes and no are both right",
        ["workforce.contract.v1.ListSeparationsRequest.with_withdrawn"] = "yes and no are both right",
        ["workforce.contract.v1.ListStatementsRequest.with_replaced"] = "yes and no are both right",
        ["workforce.contract.v1.DecisionPolicy.without_four_eyes"] = "yes and no are both right",
        ["workforce.contract.v1.ProposeRequest.as_recommended"] = "yes and no are both right",
        ["workforce.contract.v1.ProposalFileHeader.as_recommended"] = "yes and no are both right",
        ["workforce.contract.v1.ListDecisionsRequest.overrides"] = "yes and no are both right",
        ["workforce.contract.v1.ListDecisionsRequest.with_withdrawn"] = "yes and no are both right",
        ["workforce.contract.v1.ExpireRequest.despite_missing"] = "yes and no are both right",
    };

    private const int UnknownEnum = 99;

    // A letter takes two bytes in UTF-8, and six when it is percent-encoded.
    private static readonly string Long = new('é', 8_000);

    /// <exception cref="NotSupportedException">The type is new: decide what is wrong in it.</exception>
    public static IReadOnlyList<object> Of(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.String => [Long, "a\0b"],
        FieldType.Enum => [UnknownEnum],
        FieldType.Int32 => [-1],
        FieldType.Int64 => [-1L],
        FieldType.Bool => [false],
        FieldType.Bytes => [ByteString.Empty, ByteString.CopyFromUtf8(Long)],
        _ => throw new NotSupportedException($"{field.FullName} is a {field.FieldType}: which value of it is wrong?"),
    };
}
