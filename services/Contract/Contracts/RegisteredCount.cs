namespace Workforce.Contract.Contracts;

/// <summary>What the register has of a city now.</summary>
/// <param name="Contracts">Contract periods.</param>
/// <param name="IsImporting">An import adds to them.</param>
public sealed record RegisteredCount(int Contracts, bool IsImporting);

/// <summary>Counts the contracts of a city in the register: <c>Peers/RegisteredContracts</c> asks Registry.</summary>
public delegate Task<RegisteredCount> CountRegistered(Guid cityId, CancellationToken cancellation);
