using Workforce.Contract.Contracts;

namespace Workforce.Contract.Separations;

/// <summary>Which of a worker's contracts a separation is of, where a sheet names the worker alone.</summary>
public static class ContractChoice
{
    /// <summary>
    /// Those in whose days the effective day is; otherwise the last one before it, which is separated after its last day; otherwise the first one
    /// after it, for which the day is too early.
    /// </summary>
    /// <returns>One, or several between which the sheet must choose; none where the worker has none.</returns>
    public static IReadOnlyList<ContractTerms> For(DateOnly effectiveOn, IReadOnlyList<ContractTerms> contracts)
    {
        List<ContractTerms> running = [.. contracts.Where(contract => contract.FirstDay <= effectiveOn && effectiveOn <= contract.LastDay)];
        if (running.Count > 0)
            return running;
        List<ContractTerms> over = [.. contracts.Where(contract => contract.LastDay < effectiveOn)];
        return over.Count > 0
            ? [.. over.Where(contract => contract.LastDay == over.Max(other => other.LastDay))]
            : [.. contracts.Where(contract => contract.FirstDay == contracts.Min(other => other.FirstDay))];
    }
}
