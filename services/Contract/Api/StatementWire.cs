using Workforce.Contract.Records;
using Workforce.Contract.Willingness;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Contract.Api;

/// <summary>Statements on the wire.</summary>
internal static class StatementWire
{
    private const int StatementsPerCall = 1_000;

    /// <exception cref="InvalidInputException">There are none or too many, or one is no statement at all.</exception>
    public static IReadOnlyList<NewStatement> Read(IReadOnlyList<V1.NewStatement> statements) => statements.Count switch
    {
        0 => throw new InvalidInputException("statements", null, "are required"),
        > StatementsPerCall => throw new InvalidInputException("statements", $"{statements.Count}", $"are too many; at most {StatementsPerCall} in a call"),
        _ => [.. statements.Select((statement, at) => Read($"statements[{at}]", statement))],
    };

    /// <exception cref="InvalidInputException">A field is wrong, or nothing bounds it.</exception>
    public static StatementFilter FilterFrom(V1.ListStatementsRequest request)
    {
        var filter = new StatementFilter(
            Field.OptionalUuid("city_id", request.CityId), Field.OptionalUuid("cycle_id", request.CycleId), Field.OptionalUuid("unit_id", request.UnitId),
            Field.OptionalUuid("contract_id", request.ContractId), EnumField.Optional<Answer>("willingness", (int)request.Willingness), request.WithReplaced);
        return filter.IsBounded ? filter : throw new InvalidInputException("city_id", null, "is required unless cycle_id, unit_id or contract_id is given");
    }

    public static V1.RecordStatementsReply ToWire(IReadOnlyList<StatementOutcome> outcomes) => new()
    {
        Outcomes = { outcomes.Select(ToWire) },
        Recorded = outcomes.Count(outcome => outcome.Result is RecordResult.Recorded),
        Unchanged = outcomes.Count(outcome => outcome.Result is RecordResult.Unchanged),
        Refused = outcomes.Count(outcome => outcome.Result is RecordResult.Refused),
    };

    public static V1.Statement ToWire(Statement statement) => new()
    {
        Id = $"{statement.Id}",
        CityId = $"{statement.CityId}",
        ContractId = $"{statement.ContractId}",
        WorkerId = $"{statement.WorkerId}",
        UnitId = $"{statement.UnitId}",
        Willingness = (V1.Willingness)statement.Answer,
        SaidOn = Field.Iso(statement.SaidOn),
        Paper = RecordWire.ToWire(statement.Paper),
        RecordedAt = Timestamp.FromDateTime(statement.RecordedAt),
        RecordedBy = statement.RecordedBy.ToWire(),
    };

    private static NewStatement Read(string field, V1.NewStatement statement) => new(
        Field.Uuid($"{field}.contract_id", statement.ContractId),
        EnumField.Required<Answer>($"{field}.willingness", (int)statement.Willingness),
        RecordWire.OptionalDayFrom($"{field}.said_on", statement.SaidOn),
        RecordWire.PaperFrom($"{field}.paper", statement.Paper));

    private static V1.StatementOutcome ToWire(StatementOutcome outcome, int at) => new()
    {
        ContractId = $"{outcome.ContractId}",
        Result = (V1.RecordResult)outcome.Result,
        Statement = outcome.Statement is { } statement ? ToWire(statement) : null,
        Refusal = RecordWire.ToWire($"statements[{at}]", outcome.Refusal),
    };
}
