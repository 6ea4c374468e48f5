using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>Decisions of one city that were withdrawn (pembatalan keputusan), at most 500. A withdrawal comes in one message, perhaps before its decision's.</summary>
/// <param name="CityName">As printed in notices, for example <c>Kota Kupang</c>.</param>
/// <param name="LastDay">Of the contracts, in the city's own calendar.</param>
/// <param name="AskAt">The office where workers ask.</param>
/// <param name="Language">Of notices: <c>id</c> or <c>en</c>.</param>
[SubscribedBy("notification")]
public sealed record DecisionsWithdrawn(Guid CityId, string CityName, DateOnly LastDay, string AskAt, string Language, IReadOnlyList<WithdrawnDecision> Decisions)
{
    /// <summary>What makes the message malformed; null when nothing does. Despite the types, any part of it may be missing.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when CityId == Guid.Empty => "city_id is missing",
        _ when string.IsNullOrEmpty(CityName) || string.IsNullOrEmpty(AskAt) => "city_name or ask_at is missing",
        _ when LastDay == default => "last_day is missing",
        _ when Language is not ("id" or "en") => "language is neither id nor en",
        { Decisions: null or [] } => "decisions are missing",
        _ when Decisions.Any(one => one is null || one.DecisionId == Guid.Empty || one.ContractId == Guid.Empty || one.WorkerId == Guid.Empty || one.UnitId == Guid.Empty) =>
            "lacks a decision, its contract, worker or unit",
        _ when Decisions.Any(one => !Enum.IsDefined(one.Outcome) || one.DecidedOn == default || one.WithdrawnOn == default) =>
            "an outcome is none, or decided_on or withdrawn_on is missing",
        _ => null,
    };
}

/// <summary>A decision that was withdrawn.</summary>
/// <param name="Outcome">That it had.</param>
/// <param name="DecidedOn">In the city's own calendar.</param>
/// <param name="WithdrawnOn">Likewise.</param>
public sealed record WithdrawnDecision(Guid DecisionId, Guid ContractId, Guid WorkerId, Guid UnitId, RenewalOutcome Outcome, DateOnly DecidedOn, DateOnly WithdrawnOn);
