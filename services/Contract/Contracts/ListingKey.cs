namespace Workforce.Contract.Contracts;

/// <summary>The place of a contract in a listing: by day, unit and contract, as the index has them.</summary>
public sealed record ListingKey(DateOnly LastDay, Guid UnitId, Guid ContractId);
