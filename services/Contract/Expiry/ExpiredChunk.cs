namespace Workforce.Contract.Expiry;

/// <summary>How an attempt at a chunk came out.</summary>
/// <param name="Contracts">How many it ended; 0 when it found none, or undid itself.</param>
/// <param name="End">The last of them.</param>
/// <param name="StrangeUnits">Units that the cycle does not have; when there are any, nothing was changed.</param>
internal sealed record ExpiredChunk(int Contracts, ChunkPosition End, IReadOnlyCollection<Guid> StrangeUnits);
