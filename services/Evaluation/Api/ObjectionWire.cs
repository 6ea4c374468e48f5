using Workforce.Evaluation.Objections;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Evaluation.Api;

/// <summary>Objections and rulings on the wire.</summary>
internal static class ObjectionWire
{
    /// <exception cref="InvalidInputException">A field is missing or cannot be read.</exception>
    public static NewObjection Read(V1.FileObjectionRequest request) => new(
        Field.Uuid("round_id", request.RoundId),
        Field.Uuid("contract_id", request.ContractId),
        LongText.Required("reason", request.Reason, NewObjection.LongestReason),
        request.Paper is { } paper ? new ObjectionPaper(Field.Text("paper.number", paper.Number), Field.Day("paper.date", paper.Date)) : null,
        Field.OptionalDay("filed_on", request.FiledOn));

    /// <exception cref="InvalidInputException">A field is missing or cannot be read.</exception>
    public static NewRuling Read(V1.RuleOnObjectionRequest request) => new(
        Field.Uuid("objection_id", request.ObjectionId),
        EnumField.Required<RulingOutcome>("outcome", (int)request.Outcome),
        request.Facts is { } facts ? RatingWire.Read("facts", facts) : null,
        LongText.Required("reason", request.Reason, NewObjection.LongestReason));

    /// <exception cref="InvalidInputException">An id is none, or nothing bounds it.</exception>
    public static ObjectionFilter FilterFrom(V1.ListObjectionsRequest request)
    {
        var filter = new ObjectionFilter(
            Field.OptionalUuid("city_id", request.CityId), Field.OptionalUuid("round_id", request.RoundId), Field.OptionalUuid("unit_id", request.UnitId),
            Field.OptionalUuid("contract_id", request.ContractId), request.Open, request.Late);
        return filter.IsBounded ? filter : throw new InvalidInputException("city_id", null, "is required unless round_id, unit_id or contract_id is given");
    }

    /// <param name="now">By which it is late, or not.</param>
    public static V1.Objection ToWire(Objection objection, DateTime now) => new()
    {
        Id = $"{objection.Id}",
        CityId = $"{objection.CityId}",
        RoundId = $"{objection.RoundId}",
        ContractId = $"{objection.ContractId}",
        WorkerId = $"{objection.WorkerId}",
        UnitId = $"{objection.UnitId}",
        RatingId = $"{objection.RatingId}",
        Version = objection.Version,
        Reason = objection.Reason,
        Paper = objection.Paper is { } paper ? new Registry.V1.Paper { Number = paper.Number, Date = Field.Iso(paper.Date) } : null,
        FiledOn = Field.Iso(objection.FiledOn),
        FiledAt = Timestamp.FromDateTime(objection.FiledAt),
        FiledBy = objection.FiledBy.ToWire(),
        RulingDue = Field.Iso(objection.RulingDue),
        Ruling = objection.Ruling is { } ruling ? ToWire(ruling) : null,
        Late = objection.IsLateAt(now),
    };

    private static V1.Ruling ToWire(Ruling ruling) => new()
    {
        Outcome = (V1.RulingOutcome)ruling.Outcome,
        Reason = ruling.Reason,
        RatingId = $"{ruling.RatingId}",
        Version = ruling.Version,
        RuledAt = Timestamp.FromDateTime(ruling.RuledAt),
        RuledBy = ruling.RuledBy.ToWire(),
        Capacity = (Registry.V1.Capacity)ruling.Capacity,
    };
}
