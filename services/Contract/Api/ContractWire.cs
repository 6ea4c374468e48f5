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
        NextContractId = $"{contract.NextContractId}",
        WithoutRequest = contract.WithoutRequest,
        Engagement = (Registry.V1.EngagementKind)contract.Engagement,
        Position = contract.Position ?? "",
    };

    /// <summary>The key of a listing by last day, unit and id.</summary>
    public static string KeyOf(ContractRecord contract) => PageKey.Of(contract.LastDay, contract.UnitId, contract.Id);

    /// <returns>Null on the first page.</returns>
    /// <exception cref="InvalidInputException">The token is of another listing.</exception>
    public static ListingKey? AfterFrom(Page page) => page.AfterKey(parts: 3) is { } key ? new ListingKey(key.Day(), key.Id(), key.Id()) : null;

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
