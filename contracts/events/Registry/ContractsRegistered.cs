namespace Workforce.Registry.Events;

/// <summary>Contracts that the register accepted, or that it has corrected, at most 500 of one city.</summary>
[SubscribedBy("contract")]
public sealed record ContractsRegistered(Guid CityId, IReadOnlyList<RegisteredContract> Contracts);
