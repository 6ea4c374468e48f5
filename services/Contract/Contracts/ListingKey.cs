using Workforce.ServiceDefaults.Rpc;

namespace Workforce.Contract.Contracts;

/// <summary>The place of a contract in a listing: by day, unit and contract, as the index has them.</summary>
public sealed record ListingKey(DateOnly LastDay, Guid UnitId, Guid ContractId)
{
    public static string Of(ContractRecord contract) => PageKey.Of(contract.LastDay, contract.UnitId, contract.Id);

    public static ListingKey? After(Page page) => page.AfterKey(parts: 3) is { } key ? new ListingKey(key.Day(), key.Id(), key.Id()) : null;
}
