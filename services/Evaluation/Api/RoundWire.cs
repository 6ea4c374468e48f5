using Workforce.Evaluation.Rounds;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;
using Timestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Workforce.Evaluation.Api;

/// <summary>Rounds on the wire.</summary>
internal static class RoundWire
{
    private const int UnitsPerRound = 1_000;

    /// <exception cref="InvalidInputException">A field is missing or cannot be read.</exception>
    public static NewRound Read(V1.OpenRoundRequest request) => new(
        Field.Uuid("city_id", request.CityId),
        EnumField.Required<RoundKind>("kind", (int)request.Kind),
        [.. Field.Uuids("unit_ids", request.UnitIds, UnitsPerRound).Distinct().Order()],
        Field.Day("period_from", request.PeriodFrom),
        Field.Day("period_to", request.PeriodTo),
        Field.OptionalDay("due_day", request.DueDay));

    public static V1.Round ToWire(Round round) => new()
    {
        Id = $"{round.Id}",
        CityId = $"{round.CityId}",
        Kind = (V1.RoundKind)round.Kind,
        UnitIds = { round.UnitIds.Select(id => $"{id}") },
        PeriodFrom = Field.Iso(round.PeriodFrom),
        PeriodTo = Field.Iso(round.PeriodTo),
        DueDay = Field.Iso(round.DueDay),
        PolicyVersion = round.PolicyVersion,
        OpenedAt = Timestamp.FromDateTime(round.OpenedAt),
        OpenedBy = round.OpenedBy.ToWire(),
    };

    public static V1.MissingRound ToWire(RequiredRound round) => new()
    {
        Kind = (V1.RoundKind)round.Kind,
        PeriodFrom = Field.Iso(round.PeriodFrom),
        PeriodTo = Field.Iso(round.PeriodTo),
        DueDay = Field.Iso(round.DueDay),
        PolicyVersion = round.PolicyVersion,
    };

    public static V1.RoundProgress ToWire(RoundProgress progress) => new()
    {
        RoundId = $"{progress.RoundId}",
        Units = { progress.Units.Select(unit => new V1.UnitProgress { UnitId = $"{unit.UnitId}", Contracts = unit.Contracts, Rated = unit.Rated }) },
        Contracts = progress.Units.Sum(unit => unit.Contracts),
        Rated = progress.Units.Sum(unit => unit.Rated),
        Complete = progress.IsComplete,
    };
}
