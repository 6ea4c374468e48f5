using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>
/// Contracts of one city that end on one day, and whose workers are to be reminded of it (pengingat) by one step: at most 500. A contract
/// comes in one message of its last day and step; those of one day and step come in any number of messages.
/// </summary>
/// <param name="CityName">As printed in notices, for example <c>Kota Kupang</c>.</param>
/// <param name="LastDay">Through which the contracts are in force, in the city's own calendar.</param>
/// <param name="Step">Days before the last day, as the city's policy names them; fewer are left where the reminder comes late.</param>
/// <param name="AskAt">The office where workers ask, by that policy.</param>
/// <param name="Language">Of notices, by that policy: <c>id</c> or <c>en</c>.</param>
[SubscribedBy("notification")]
public sealed record RemindersDue(
    Guid CityId, string CityName, DateOnly LastDay, int Step, string AskAt, string Language, IReadOnlyList<EndingContract> Contracts)
{
    /// <summary>What makes the message malformed; null when nothing does. Despite the types, any part of it may be missing.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when CityId == Guid.Empty => "city_id is missing",
        _ when string.IsNullOrEmpty(CityName) || string.IsNullOrEmpty(AskAt) => "city_name or ask_at is missing",
        _ when Language is not ("id" or "en") => "language is neither id nor en",
        _ when LastDay == default || Step < 1 => "last_day or step is missing",
        { Contracts: null or [] } => "contracts are missing",
        _ when Contracts.Any(one => one is null || one.ContractId == Guid.Empty || one.WorkerId == Guid.Empty || one.UnitId == Guid.Empty) => "lacks a contract, its worker or its unit",
        _ => null,
    };
}

/// <summary>A contract in force that ends.</summary>
/// <param name="VendorId">The employer, or null when it is the city.</param>
public sealed record EndingContract(Guid ContractId, Guid WorkerId, Guid UnitId, Guid? VendorId);
