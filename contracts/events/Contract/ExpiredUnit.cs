using System.Text.Json.Serialization;

namespace Workforce.Contract.Events;

/// <summary>One work unit's share of a <see cref="ContractsExpired"/>, as frozen when the cycle was opened.</summary>
/// <param name="UnitId">The work unit.</param>
/// <param name="HeadId">Who is to rate its workers.</param>
/// <param name="KeepsWorking">On the exemption list (unit krusial); otherwise its workers stay home.</param>
/// <param name="Contracts">The contracts that expired.</param>
public sealed record ExpiredUnit(
    Guid UnitId, Guid HeadId, bool KeepsWorking,
    [property: JsonConverter(typeof(PackedContracts))] IReadOnlyList<ExpiredContract> Contracts);
