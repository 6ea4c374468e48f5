using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>
/// Contracts that had expired in a cycle and, as the register was corrected, have not: what followed from their expiry is taken back
/// (pembatalan). One that is over by its corrected terms expires anew, by the next sweep.
/// </summary>
/// <param name="CycleId">The cycle in which they had expired.</param>
[SubscribedBy("evaluation", "notification")]
public sealed record ContractsReturned(Guid CityId, Guid CycleId, IReadOnlyList<ReturnedContract> Contracts)
{
    /// <summary>What makes the message malformed; null when nothing does. Despite the types, any part of it may be missing.</summary>
    [JsonIgnore]
    public string? Fault => this switch
    {
        _ when CityId == Guid.Empty => "city_id is missing",
        _ when CycleId == Guid.Empty => "cycle_id is missing",
        { Contracts: null or [] } => "contracts are missing",
        _ when Contracts.Any(one => one is null || one.ContractId == Guid.Empty || one.Expiry is < 0 or > short.MaxValue) => "lacks a contract or its expiry",
        _ => null,
    };
}

/// <summary>One contract whose expiry is taken back.</summary>
/// <param name="UnitId">Where it expired.</param>
/// <param name="Expiry">Which of its expiries is taken back: 0 is the first.</param>
/// <param name="IsWithdrawn">It is withdrawn; otherwise it is in force again, by the corrected terms.</param>
/// <param name="LastDay">By the corrected terms, in the city's own calendar.</param>
/// <param name="IsOver">Whether that day is over in the city: then it expires anew.</param>
public sealed record ReturnedContract(Guid ContractId, Guid WorkerId, Guid UnitId, int Expiry, bool IsWithdrawn, DateOnly LastDay, bool IsOver);
