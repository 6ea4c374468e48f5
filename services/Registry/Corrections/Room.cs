using Workforce.Registry.Contracts;

namespace Workforce.Registry.Corrections;

/// <summary>
/// Which contract of the worker leaves a corrected one no room: it shares a day that it may not, or is its twin of the same vendor, unit and
/// days, which imports would take for it.
/// </summary>
internal static class Room
{
    /// <param name="others">The worker's contracts, that of the correction perhaps among them.</param>
    /// <returns>Null when the terms stay, or there is room for the new ones.</returns>
    public static StandingContract? TakenBy(ContractOnRecord stored, ContractOnRecord corrected, IEnumerable<StandingContract> others) =>
        corrected.IsWithdrawn || corrected.Terms == stored.Terms
            ? null
            : others.FirstOrDefault(other => other.Id != stored.Id && Excludes(stored, corrected, other.Terms));

    /// <summary>What is told of the contract beside.</summary>
    /// <param name="cityId">That of the corrected contract, which may not know more of another city's.</param>
    public static string TextOf(StandingContract beside, Guid cityId) =>
        beside.CityId != cityId ? "the worker has a contract with another city on these days"
        : beside.VendorId is null
            ? $"the worker has another contract on these days, with {beside.Unit} from {beside.Terms.Period}: correct or withdraw that one first"
            : $"the worker has this contract of the same vendor already, with {beside.Unit} from {beside.Terms.Period} (contract {beside.Id}): withdraw one of the two";

    // A contract with the city that keeps its days has had room for them.
    private static bool Excludes(ContractOnRecord stored, ContractOnRecord corrected, ContractTerms other) =>
        corrected.VendorId is null ? corrected.Period != stored.Period && corrected.Terms.Overlaps(other) : corrected.Terms == other;
}
