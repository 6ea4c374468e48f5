namespace Workforce.Contract.Expiry;

/// <summary>The next contracts of one cycle to take.</summary>
/// <param name="CityId">The city.</param>
/// <param name="LastDay">The day that is over.</param>
/// <param name="CycleId">The cycle in which they expire.</param>
/// <param name="After">Unit and contract after which to go on.</param>
/// <param name="ExceptUnits">Units whose contracts must wait.</param>
/// <param name="Size">How many at most.</param>
public sealed record ChunkClaim(
    Guid CityId, DateOnly LastDay, Guid CycleId, ChunkPosition After, IReadOnlyCollection<Guid> ExceptUnits, int Size);

/// <summary>How far a pass over a day has come.</summary>
public readonly record struct ChunkPosition(Guid UnitId, Guid ContractId);
