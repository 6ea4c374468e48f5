using Workforce.Registry.Events;

namespace Workforce.Contract.Contracts;

/// <summary>
/// The contracts of a message that can be stored or refused, and the rest. A message is whatever its sender wrote: despite the types, any
/// part of it may be missing.
/// </summary>
/// <param name="WellFormed">Each has an id, under which it can at least be refused.</param>
/// <param name="Malformed">The message with nothing but its malformed contracts; null when there are none.</param>
/// <param name="Fault">What is wrong with the message or the first of these.</param>
public sealed record SplitContracts(IReadOnlyList<RegisteredContract> WellFormed, ContractsRegistered? Malformed, string? Fault)
{
    public static SplitContracts Of(ContractsRegistered registered)
    {
        if (FaultOf(registered) is { } fault)
            return new([], registered, fault);

        var contracts = registered.Contracts.ToLookup(contract => FaultOf(contract));
        var malformed = contracts.Where(group => group.Key is not null).ToList();
        return new(
            [.. contracts[null]],
            malformed.Count == 0 ? null : registered with { Contracts = [.. malformed.SelectMany(group => group)] },
            malformed.FirstOrDefault()?.Key);
    }

    // What makes the whole message malformed.
    private static string? FaultOf(ContractsRegistered registered) => registered switch
    {
        _ when registered.CityId == Guid.Empty => "city_id is missing",
        { Contracts: null or [] } => "contracts are missing",
        _ => null,
    };

    private static string? FaultOf(RegisteredContract? contract) => contract switch
    {
        null => "lacks a contract",
        _ when contract.ContractId == Guid.Empty => "has a contract without id",
        _ => null,
    };
}
