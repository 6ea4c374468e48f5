using Workforce.Contract.Cities;
using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>What the cycle of a city and a day is opened from.</summary>
/// <param name="Opened">The cycle, once a sweep has opened it.</param>
/// <param name="Policies">All versions.</param>
/// <param name="ExemptionLists">All versions.</param>
public sealed record CycleBasis(FrozenCycle? Opened, IReadOnlyList<Policy> Policies, IReadOnlyList<ExemptionList> ExemptionLists)
{
    /// <summary>The policy in force on the day after a last day; null when there is none.</summary>
    public Policy? PolicyAfter(DateOnly lastDay) => Policy.InForceOn(lastDay.AddDays(1), Policies);

    /// <summary>The exemption list in force on the day after a last day; null when there is none.</summary>
    public ExemptionList? ExemptionsAfter(DateOnly lastDay) => ExemptionList.InForceOn(lastDay.AddDays(1), ExemptionLists);

    /// <summary>What is missing to open the cycle of a last day; null when nothing is.</summary>
    public Lack? LackOf(City city, DateOnly lastDay)
    {
        if (PolicyAfter(lastDay) is null)
            return new(LeftOutReason.NoPolicy, $"{city.Name} has no policy in force on {lastDay.AddDays(1):yyyy-MM-dd}; apply one first");
        if (ExemptionsAfter(lastDay) is null)
            return new(LeftOutReason.NoExemptionList, $"{city.Name} has no exemption list; apply one first, be it empty");
        return null;
    }
}

/// <summary>What is missing for contracts to expire.</summary>
/// <param name="Explanation">As a sentence, with what to do.</param>
public sealed record Lack(LeftOutReason Reason, string Explanation);

/// <summary>Why a sweep leaves contracts in force although their last day is over.</summary>
public enum LeftOutReason
{
    /// <summary>No policy was in force on the day after.</summary>
    NoPolicy,

    /// <summary>The city has no exemption list.</summary>
    NoExemptionList,

    /// <summary>The register does not have their work unit.</summary>
    UnitNotRegistered,

    /// <summary>Contracts of the register have not arrived, or an import of it runs.</summary>
    RegisterNotReceived,

    /// <summary>An import of the register broke off.</summary>
    RegisterBrokenOff,
}
