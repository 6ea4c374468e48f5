namespace Workforce.Contract.Expiry;

/// <summary>What one transaction of a sweep has ended.</summary>
public sealed record SweptChunk(Guid CycleId, DateOnly LastDay, int Contracts);
