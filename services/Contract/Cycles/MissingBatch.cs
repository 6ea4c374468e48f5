namespace Workforce.Contract.Cycles;

/// <summary>A batch of which less was reported than it has contracts.</summary>
public sealed record MissingBatch(Guid BatchId, Guid CycleId, int Contracts, int Requested, int Told);
