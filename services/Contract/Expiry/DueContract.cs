namespace Workforce.Contract.Expiry;

/// <summary>A contract whose last day is over.</summary>
public sealed record DueContract(Guid UnitId, Guid ContractId, Guid WorkerId)
{
    /// <summary>By unit, then by contract: the order in which a sweep goes.</summary>
    public static int InOrder(DueContract one, DueContract other)
    {
        var byUnit = one.UnitId.CompareTo(other.UnitId);
        return byUnit != 0 ? byUnit : one.ContractId.CompareTo(other.ContractId);
    }
}
