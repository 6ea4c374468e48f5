using Workforce.Contract.Contracts;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Api;

/// <summary>Contracts on the wire.</summary>
internal static class ContractWire
{
    public static V1.ContractRecord ToWire(ContractRecord contract) => new()
    {
        Id = $"{contract.Id}",
        CityId = $"{contract.CityId}",
        WorkerId = $"{contract.WorkerId}",
        UnitId = $"{contract.UnitId}",
        VendorId = $"{contract.VendorId}",
        FirstDay = Field.Iso(contract.FirstDay),
        LastDay = Field.Iso(contract.LastDay),
        State = contract.CycleId is null ? V1.ContractState.InForce : V1.ContractState.Expired,
        CycleId = $"{contract.CycleId}",
    };

    public static V1.RefusedContract ToWire(RefusedContract contract) =>
        new() { Id = $"{contract.Id}", WorkerId = $"{contract.WorkerId}", Reason = contract.Reason };

    /// <returns>Null for any state.</returns>
    /// <exception cref="InvalidInputException">No state of a contract.</exception>
    public static bool? IsExpired(V1.ContractState state) => state switch
    {
        V1.ContractState.Unspecified => null,
        V1.ContractState.InForce => false,
        V1.ContractState.Expired => true,
        _ => throw new InvalidInputException("state", $"{(int)state}", "is not a state of a contract"),
    };
}
