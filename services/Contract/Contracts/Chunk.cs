namespace Workforce.Contract.Contracts;

/// <summary>A contract whose last day is over.</summary>
public sealed record DueContract(Guid UnitId, Guid ContractId, Guid WorkerId)
{
    /// <summary>By unit, then by contract: the order of a sweep.</summary>
    public static int InOrder(DueContract one, DueContract other)
    {
        var byUnit = one.UnitId.CompareTo(other.UnitId);
        return byUnit != 0 ? byUnit : one.ContractId.CompareTo(other.ContractId);
    }
}

/// <summary>How far a pass over a day has come.</summary>
public readonly record struct ChunkPosition(Guid UnitId, Guid ContractId);

/// <summary>The next contracts of one cycle to expire.</summary>
/// <param name="LastDay">The day that is over.</param>
/// <param name="After">Unit and contract after which to go on.</param>
/// <param name="ExceptUnits">Units whose contracts must wait.</param>
/// <param name="Size">How many at most.</param>
public sealed record ChunkClaim(
    Guid CityId, DateOnly LastDay, Guid CycleId, ChunkPosition After, IReadOnlyCollection<Guid> ExceptUnits, int Size);

/// <summary>The outcome of a claim.</summary>
/// <param name="Contracts">How many expired; 0 when none was due, or the claim was rolled back.</param>
/// <param name="End">The last of them.</param>
/// <param name="UnknownUnits">Units that the cycle does not have; when there are any, the claim was rolled back.</param>
public sealed record ExpiredChunk(int Contracts, ChunkPosition End, IReadOnlyCollection<Guid> UnknownUnits);
