using Workforce.Contract.Events;
using Workforce.Registry.Events;

namespace Workforce.Contract.Contracts;

/// <summary>A stored contract and the later revision by which the register corrects its terms (pembetulan), or withdraws it.</summary>
/// <param name="Today">In the city.</param>
/// <param name="IsStored">Whether it is in the table of contracts after the correction; withdrawn or without room it is not.</param>
public sealed record Correction(StoredTerms Stored, RegisteredContract Received, DateOnly Today, bool IsStored = true)
{
    /// <summary>
    /// Whether its expiry is taken back: it had expired by another unit, employer or last day, should never have existed, or has no room. The
    /// first day has no part in it.
    /// </summary>
    public bool IsTakenBack => Stored.CycleId is not null
        && (Received.IsWithdrawn || !IsStored || (Stored.UnitId, Stored.VendorId, Stored.LastDay) != (Received.UnitId, Received.VendorId, Received.LastDay));

    /// <summary>The cycle in which it has expired after the correction; null when it is in force.</summary>
    public Guid? CycleId => IsTakenBack ? null : Stored.CycleId;

    /// <summary>Which of its expiries it has had, or will have: 0 is the first.</summary>
    public short Expiry => IsTakenBack ? (short)(Stored.Expiry + 1) : Stored.Expiry;

    /// <summary>What is told of it; null when its expiry stays, or it had none.</summary>
    public TakenBack? TakenBack => !IsTakenBack ? null : new TakenBack(Stored.CycleId!.Value, new ReturnedContract(
        Stored.ContractId, Received.WorkerId, Stored.UnitId, Stored.Expiry, Received.IsWithdrawn, Received.LastDay, IsOver: Received.LastDay < Today));

    /// <summary>Of several revisions of a contract the highest counts.</summary>
    public static IReadOnlyList<Correction> Of(IReadOnlyCollection<StoredTerms> stored, IReadOnlyCollection<RegisteredContract> received, DateOnly today)
    {
        var newest = received.GroupBy(contract => contract.ContractId)
            .ToDictionary(revisions => revisions.Key, revisions => revisions.MaxBy(contract => contract.Revision)!);
        return [.. stored.OrderBy(contract => contract.ContractId).Select(contract => new Correction(contract, newest[contract.ContractId], today))];
    }
}

/// <summary>What a contract had before a correction.</summary>
/// <param name="Revision">By which these terms are the contract's.</param>
/// <param name="RecordedAt">Since when they are known; UTC, by the system's clock.</param>
/// <param name="CycleId">The cycle in which it expired; null while it is in force.</param>
/// <param name="Expiry">Which of its expiries that was, or would have been: 0 is the first.</param>
public sealed record StoredTerms(
    Guid ContractId, Guid WorkerId, Guid UnitId, Guid? VendorId, DateOnly FirstDay, DateOnly LastDay, int Revision, DateTime RecordedAt, Guid? CycleId, short Expiry);

/// <summary>An expired contract whose worker went on by a next contract, and does not any more.</summary>
/// <param name="Expiry">Which of its expiries that was: 0 is the first.</param>
public sealed record EndedContinuing(Guid ContractId, Guid WorkerId, Guid UnitId, DateOnly LastDay, Guid CycleId, short Expiry)
{
    /// <param name="today">In the city.</param>
    public TakenBack TakenBack(DateOnly today) => new(CycleId, new ReturnedContract(ContractId, WorkerId, UnitId, Expiry, IsWithdrawn: false, LastDay, IsOver: LastDay < today));
}

/// <summary>A contract whose expiry in a cycle is taken back.</summary>
public sealed record TakenBack(Guid CycleId, ReturnedContract Contract);
