using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>Renewals of one city that were decided (keputusan perpanjangan), at most 500. A decision comes in one message.</summary>
/// <param name="CityName">As printed in notices, for example <c>Kota Kupang</c>.</param>
/// <param name="LastDay">Of the contracts, in the city's own calendar.</param>
/// <param name="AskAt">The office where workers ask and object.</param>
/// <param name="Language">Of notices: <c>id</c> or <c>en</c>.</param>
[SubscribedBy("notification")]
public sealed record RenewalsDecided(Guid CityId, string CityName, DateOnly LastDay, string AskAt, string Language, IReadOnlyList<DecidedRenewal> Decisions)
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
        _ when Decisions.Any(one => !Enum.IsDefined(one.Outcome) || one.DecidedOn == default) => "an outcome is none, or decided_on is missing",
        _ when Decisions.Any(one => one.Outcome is RenewalOutcome.NotRenew ? one.Ground is not { } ground || !Enum.IsDefined(ground) : one.Ground is not null) =>
            "a ground is missing, or is of a renewal",
        _ => null,
    };
}

/// <summary>A renewal that was decided.</summary>
/// <param name="UnitId">Of the contract when it was decided.</param>
/// <param name="Ground">Of <see cref="RenewalOutcome.NotRenew"/>, else null.</param>
/// <param name="DecidedOn">In the city's own calendar.</param>
public sealed record DecidedRenewal(Guid DecisionId, Guid ContractId, Guid WorkerId, Guid UnitId, RenewalOutcome Outcome, NonRenewalGround? Ground, DateOnly DecidedOn);

/// <summary>The numbers are sent and stored.</summary>
public enum RenewalOutcome : short
{
    /// <summary>Diperpanjang.</summary>
    Renew = 1,

    /// <summary>Tidak diperpanjang.</summary>
    NotRenew = 2,
}
