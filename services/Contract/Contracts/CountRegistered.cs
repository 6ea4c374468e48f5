namespace Workforce.Contract.Contracts;

/// <summary>
/// Counts the contracts of cities in the register, without those cities that it does not have: <c>Peers/RegisteredContracts</c> asks Registry.
/// </summary>
public delegate Task<IReadOnlyDictionary<Guid, RegisteredCount>> CountRegistered(IReadOnlyCollection<Guid> cityIds, CancellationToken cancellation);
