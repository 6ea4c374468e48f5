namespace Workforce.Registry.Events;

/// <summary>Contracts that the register accepted, at most 500 of one city.</summary>
[SubscribedBy("contract")]
public sealed record ContractsRegistered(Guid CityId, IReadOnlyList<RegisteredContract> Contracts);
