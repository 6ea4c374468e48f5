using Workforce.Contract.Events;
using Workforce.Contract.Records;
using Workforce.Contract.Separations;
using Workforce.Contract.Separations.Sheets;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Sheets;
using Workforce.Spreadsheets.Cells;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>Separations on the wire.</summary>
internal static class SeparationWire
{
    private const int SeparationsPerCall = 1_000;

    /// <exception cref="InvalidInputException">There are none or too many, or one is no separation at all.</exception>
    public static IReadOnlyList<NewSeparation> Read(IReadOnlyList<V1.NewSeparation> separations) => separations.Count switch
    {
        0 => throw new InvalidInputException("separations", null, "are required"),
        > SeparationsPerCall => throw new InvalidInputException("separations", $"{separations.Count}", $"are too many; at most {SeparationsPerCall} in a call"),
        _ => [.. separations.Select((separation, at) => Read($"separations[{at}]", separation))],
    };

    /// <exception cref="InvalidInputException">A field is missing or wrong.</exception>
    public static SheetFile FileFrom(V1.SeparationsFileHeader header)
    {
        ReceivedFile.Check(header.FileName, header.Sheet);
        return new SheetFile(Field.Uuid("header.city_id", header.CityId), header.FileName, header.Sheet.Length == 0 ? null : header.Sheet);
    }

    /// <exception cref="InvalidInputException">A field is wrong, or nothing bounds it.</exception>
    public static SeparationFilter FilterFrom(V1.ListSeparationsRequest request) => Bounded(
        new SeparationFilter(
            Field.OptionalUuid("city_id", request.CityId), Field.OptionalUuid("cycle_id", request.CycleId), Field.OptionalUuid("unit_id", request.UnitId),
            Field.OptionalUuid("contract_id", request.ContractId), EnumField.Optional<SeparationCode>("code", (int)request.Code)),
        "cycle_id, unit_id or contract_id");

    /// <exception cref="InvalidInputException">A field is wrong, or nothing bounds it.</exception>
    public static SeparationFilter FilterFrom(V1.CountSeparationsRequest request) => Bounded(
        new SeparationFilter(
            Field.OptionalUuid("city_id", request.CityId), Field.OptionalUuid("cycle_id", request.CycleId), Field.OptionalUuid("unit_id", request.UnitId), ContractId: null),
        "cycle_id or unit_id");

    public static V1.RecordSeparationsReply ToWire(IReadOnlyList<SeparationOutcome> outcomes) => new()
    {
        Outcomes = { outcomes.Select(ToWire) },
        Recorded = outcomes.Count(outcome => outcome.Result is RecordResult.Recorded),
        Unchanged = outcomes.Count(outcome => outcome.Result is RecordResult.Unchanged),
        Refused = outcomes.Count(outcome => outcome.Result is RecordResult.Refused),
    };

    public static V1.RecordSeparationsByFileReply ToWire(SheetResult sheet) => new()
    {
        RowsRead = sheet.RowsRead,
        RowsRecorded = sheet.RowsNew,
        RowsUnchanged = sheet.RowsUnchanged,
        RowsRejected = sheet.RowsRejected,
        Findings = { sheet.Findings.Select(SheetFindingWire.ToWire) },
        FindingsTruncated = sheet.AreTruncated,
        BrokenOff = sheet.IsBrokenOff,
    };

    // A reason or a paper may hold a NIK as well.
    public static V1.Separation ToWire(Separation separation) => new()
    {
        Id = $"{separation.Id}",
        CityId = $"{separation.CityId}",
        ContractId = $"{separation.ContractId}",
        WorkerId = $"{separation.WorkerId}",
        UnitId = $"{separation.UnitId}",
        Code = (V1.SeparationCode)separation.Code,
        EffectiveOn = Field.Iso(separation.EffectiveOn),
        Paper = RecordWire.ToWire(separation.Paper),
        Reason = ShownText.MaskWithin(separation.Reason ?? ""),
        RecordedAt = Timestamp.FromDateTime(separation.RecordedAt),
        RecordedBy = separation.RecordedBy.ToWire(),
        Withdrawal = separation.Withdrawal is { } withdrawal
            ? new V1.SeparationWithdrawal
            {
                Reason = ShownText.MaskWithin(withdrawal.Reason),
                WithdrawnAt = Timestamp.FromDateTime(withdrawal.WithdrawnAt),
                WithdrawnBy = withdrawal.WithdrawnBy.ToWire(),
            }
            : null,
    };

    public static V1.SeparationCount ToWire(SeparationCount count) => new() { Code = (V1.SeparationCode)count.Code, Separations = count.Separations };

    private static NewSeparation Read(string field, V1.NewSeparation separation) => new(
        Field.Uuid($"{field}.contract_id", separation.ContractId),
        EnumField.Required<SeparationCode>($"{field}.code", (int)separation.Code),
        RecordWire.DayFrom($"{field}.effective_on", separation.EffectiveOn),
        RecordWire.PaperFrom($"{field}.paper", separation.Paper),
        LongText.Optional($"{field}.reason", separation.Reason, Separation.LongestReason));

    private static V1.SeparationOutcome ToWire(SeparationOutcome outcome, int at) => new()
    {
        ContractId = $"{outcome.ContractId}",
        Result = (V1.RecordResult)outcome.Result,
        Separation = outcome.Separation is { } separation ? ToWire(separation) : null,
        Refusal = RecordWire.ToWire($"separations[{at}]", outcome.Refusal),
    };

    private static SeparationFilter Bounded(SeparationFilter filter, string others) =>
        filter.IsBounded ? filter : throw new InvalidInputException("city_id", null, $"is required unless {others} is given");
}
