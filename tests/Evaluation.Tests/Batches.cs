using Workforce.Contract.Events;

namespace Workforce.Evaluation.Tests;

/// <summary>Batches of expired contracts, made up.</summary>
internal static class Batches
{
    public static readonly DateOnly LastDay = new(2020, 12, 31);
    public static readonly DateOnly DueDay = new(2021, 1, 14);

    public static ContractsExpired Of(params ExpiredUnit[] units) =>
        new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), LastDay, DueDay, units);

    public static ExpiredUnit Unit(int contracts) =>
        new(Guid.NewGuid(), Guid.NewGuid(), KeepsWorking: false, [.. Enumerable.Range(0, contracts).Select(_ => Contract())]);

    public static ContinuingContract GoesOn(ExpiredContract contract, bool ratesPastPeriod) =>
        new(contract.ContractId, Guid.NewGuid(), Guid.NewGuid(), NextVendorId: null, LastDay.AddDays(1), ratesPastPeriod);

    public static ExpiredContract Contract() => new(Guid.NewGuid(), Guid.NewGuid());
}
