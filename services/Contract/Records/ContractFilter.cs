namespace Workforce.Contract.Records;

/// <summary>Which contracts to list; null means any. City or worker must be given: they are what the listing can start from.</summary>
public sealed record ContractFilter(
    Guid? CityId, Guid? WorkerId, Guid? UnitId, DateOnly? LastDay, Guid? CycleId, bool? Expired);
