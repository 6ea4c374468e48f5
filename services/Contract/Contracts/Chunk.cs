using Workforce.ServiceDefaults.Access;

namespace Workforce.Contract.Contracts;

/// <summary>A contract whose last day is over.</summary>
/// <param name="Expiry">Which of its expiries it is: 0 is the first.</param>
/// <param name="Next">By which its worker goes on; null when there is none.</param>
/// <param name="IsRated">It has a rating that was signed under it.</param>
/// <param name="IsOutsourced">The employer is a vendor (alih daya).</param>
public sealed record DueContract(
    Guid UnitId, Guid ContractId, Guid WorkerId, short Expiry = 0, NextContract? Next = null, bool IsRated = false, bool IsOutsourced = false)
{
    /// <summary>By unit, then by contract: the order of a sweep.</summary>
    public static int InOrder(DueContract one, DueContract other)
    {
        var byUnit = one.UnitId.CompareTo(other.UnitId);
        return byUnit != 0 ? byUnit : one.ContractId.CompareTo(other.ContractId);
    }
}

/// <summary>
/// The contract by which the worker of an expired one goes on (kontrak berikutnya): of the same city, also with a vendor. It begins by
/// the day after the last day and ends later.
/// </summary>
/// <param name="VendorId">The employer, or null when it is the city.</param>
/// <param name="FirstDay">In the city's own calendar; before the other's end where the two overlap.</param>
public sealed record NextContract(Guid ContractId, Guid UnitId, Guid? VendorId, DateOnly FirstDay);

/// <summary>How far a pass over a day has come.</summary>
public readonly record struct ChunkPosition(Guid UnitId, Guid ContractId);

/// <summary>The next contracts of one cycle to expire.</summary>
/// <param name="LastDay">The day that is over.</param>
/// <param name="After">Unit and contract after which to go on.</param>
/// <param name="ExceptUnits">Units whose contracts must wait.</param>
/// <param name="Size">How many at most.</param>
/// <param name="ReceivedBefore">Later ones must wait.</param>
/// <param name="RatesPastPeriod">Whether those whose workers go on by a next contract are rated too, as the cycle's policy decides.</param>
/// <param name="By">Whose act it is; null of the sweep's timer.</param>
public sealed record ChunkClaim(
    Guid CityId, DateOnly LastDay, Guid CycleId, ChunkPosition After, IReadOnlyCollection<Guid> ExceptUnits, int Size,
    DateTime ReceivedBefore, bool RatesPastPeriod, Actor? By);

/// <summary>The outcome of a claim.</summary>
/// <param name="Contracts">How many expired; 0 when none was due, or the claim was rolled back.</param>
/// <param name="End">The last of them.</param>
/// <param name="UnknownUnits">Units that the cycle does not have; when there are any, the claim was rolled back.</param>
public sealed record ExpiredChunk(int Contracts, ChunkPosition End, IReadOnlyCollection<Guid> UnknownUnits);
