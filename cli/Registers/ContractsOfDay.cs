using Workforce.Registry.V1;

namespace Workforce.Cli.Registers;

/// <summary>Which of a worker's contracts is meant on a day, as a sheet chooses where it names the worker alone.</summary>
internal static class ContractsOfDay
{
    /// <param name="contracts">Of one worker; those that are withdrawn are left out.</param>
    /// <param name="day">yyyy-MM-dd</param>
    /// <returns>That which runs on the day, or else the last before it, or else the first; several where they have the same days, none where there is none.</returns>
    public static IReadOnlyList<ContractPeriod> Of(IEnumerable<ContractPeriod> contracts, string day)
    {
        // Days in this form compare as texts.
        static bool IsBy(string first, string second) => string.CompareOrdinal(first, second) <= 0;
        var standing = contracts.Where(one => !one.Withdrawn).ToList();
        var running = standing.FindAll(one => IsBy(one.FirstDay, day) && IsBy(day, one.LastDay));
        if (running.Count > 0)
            return running;
        var over = standing.FindAll(one => !IsBy(day, one.LastDay));
        return over.Count > 0
            ? over.FindAll(one => one.LastDay == over.Max(other => other.LastDay))
            : standing.FindAll(one => one.FirstDay == standing.Min(other => other.FirstDay));
    }
}
