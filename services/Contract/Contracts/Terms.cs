using Workforce.Registry.Events;

namespace Workforce.Contract.Contracts;

/// <summary>What one contract's terms must keep to by themselves. What needs the other contracts is the table's constraint.</summary>
public static class Terms
{
    /// <summary>The kind of engagement that Registry says, or else what the employer implies.</summary>
    public static EngagementKind EngagementOf(RegisteredContract contract) =>
        contract.Engagement ?? (contract.VendorId is null ? EngagementKind.NonPermanent : EngagementKind.Outsourced);

    /// <summary>What is wrong with the terms, as a clause that follows the contract's name; null when nothing is.</summary>
    public static string? FaultOf(RegisteredContract contract)
    {
        if (contract.LastDay < contract.FirstDay)
            return $"ends on {contract.LastDay:yyyy-MM-dd}, before its first day {contract.FirstDay:yyyy-MM-dd}";
        if (contract.WorkerId == Guid.Empty)
            return "has no worker";
        if (contract.UnitId == Guid.Empty)
            return "has no work unit";
        return null;
    }
}
