using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>Workers of one city have left the list (pemberhentian): separations that were recorded, at most 500. A separation comes in one message.</summary>
/// <param name="CityName">As printed in notices, for example <c>Kota Kupang</c>.</param>
/// <param name="AskAt">The office where workers ask, by the policy in force; empty where the city has none.</param>
/// <param name="Language">Of notices, by that policy: <c>id</c> or <c>en</c>.</param>
[SubscribedBy("notification")]
public sealed record WorkersSeparated(Guid CityId, string CityName, string AskAt, string Language, IReadOnlyList<SeparatedWorker> Separations)
{
    /// <summary>What makes the message malformed; null when nothing does. Despite the types, any part of it may be missing.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when CityId == Guid.Empty => "city_id is missing",
        _ when string.IsNullOrEmpty(CityName) || AskAt is null => "city_name or ask_at is missing",
        _ when Language is not ("id" or "en") => "language is neither id nor en",
        { Separations: null or [] } => "separations are missing",
        _ when Separations.Any(one => one is null || one.SeparationId == Guid.Empty || one.ContractId == Guid.Empty || one.WorkerId == Guid.Empty || one.UnitId == Guid.Empty) =>
            "lacks a separation, its contract, worker or unit",
        _ when Separations.Any(one => !Enum.IsDefined(one.Code) || one.EffectiveOn == default) => "a code is none, or effective_on is missing",
        _ => null,
    };
}

/// <summary>A worker who has left the list.</summary>
/// <param name="UnitId">Of the contract when it was recorded.</param>
/// <param name="EffectiveOn">The first day on which the worker is separated, in the city's own calendar.</param>
public sealed record SeparatedWorker(Guid SeparationId, Guid ContractId, Guid WorkerId, Guid UnitId, SeparationCode Code, DateOnly EffectiveOn);
