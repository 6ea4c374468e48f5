using Workforce.Contract.Contracts;
using Workforce.Contract.Cycles;
using Workforce.Contract.Policies;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class ExpiredBatchesTests
{
    private static readonly DateOnly DueDay = new(2021, 1, 14);
    private static readonly Guid[] Units = [.. Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).Order()];

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 500, 500 })]
    [InlineData(new[] { 499, 2, 1203, 1 })]
    [InlineData(new[] { 40, 35, 60, 499, 501, 3, 3, 3 })]
    public void Of_AnyUnits_EachContractOnceAndNoBatchAbove500(int[] sizes)
    {
        var expired = Expired(sizes);

        var batches = ExpiredBatches.Of(Frozen(), expired, DueDay, 500);

        Assert.All(batches, batch => Assert.InRange(ExpiredBatches.CountOf(batch), 1, 500));
        var published = batches.SelectMany(batch => batch.Units)
            .SelectMany(unit => unit.Contracts.Select(contract => new DueContract(unit.UnitId, contract.ContractId, contract.WorkerId)));
        Assert.Equal(expired, published);
    }

    [Fact]
    public void Of_SmallUnits_FillABatchTogetherAndGoOnInTheNext()
    {
        var batches = ExpiredBatches.Of(Frozen(), Expired([200, 200, 200, 200]), DueDay, 500);

        Assert.Equal([[200, 200, 100], [100, 200]], batches.Select(batch => batch.Units.Select(unit => unit.Contracts.Count)));
        Assert.Equal(batches[0].Units[^1].UnitId, batches[1].Units[0].UnitId);
    }

    [Fact]
    public void Of_SameContracts_HaveTheSameIds()
    {
        var (cycle, expired) = (Frozen(), Expired([300, 300]));

        Assert.Equal(
            ExpiredBatches.Of(cycle, expired, DueDay, 500).Select(batch => batch.BatchId),
            ExpiredBatches.Of(cycle, expired, DueDay, 500).Select(batch => batch.BatchId));
    }

    [Fact]
    public void Of_FrozenUnit_CarriesItsHeadAndWhetherItKeepsWorking()
    {
        var cycle = Frozen();

        var unit = ExpiredBatches.Of(cycle, Expired([1]), DueDay, 500)[0].Units[0];

        Assert.Equal(cycle.Units[Units[0]].HeadId, unit.HeadId);
        Assert.True(unit.KeepsWorking);
    }

    [Fact]
    public void Of_ContractsWithANextOne_AreNamedInTheirBatchOnly()
    {
        var expired = Expired([3, 3]);
        var next = new NextContract(Guid.CreateVersion7(), Units[1], Guid.CreateVersion7(), new DateOnly(2021, 1, 1));
        expired[4] = expired[4] with { Next = next };

        var batches = ExpiredBatches.Of(Frozen(), expired, DueDay, 3);

        Assert.Null(batches[0].Continuing);
        Assert.Equal(
            new Events.ContinuingContract(expired[4].ContractId, next.ContractId, next.UnitId, next.VendorId, next.FirstDay, RatesPastPeriod: false),
            Assert.Single(batches[1].Continuing!));
    }

    private static List<DueContract> Expired(int[] sizes) =>
        [.. sizes.SelectMany((size, n) => Enumerable.Range(0, size).Select(_ => new DueContract(Units[n], Guid.CreateVersion7(), Guid.CreateVersion7())))];

    private static FrozenCycle Frozen() => new(
        new Cycle(Guid.CreateVersion7(), Guid.CreateVersion7(), "Kota Kupang", new DateOnly(2020, 12, 31), new DateOnly(2021, 1, 14),
            new DateOnly(2021, 1, 4), 1, 1, DateTime.UnixEpoch),
        new Policy(Guid.Empty, 1, new DateOnly(2020, 1, 1), 14, 14, "BKPPD", "id"),
        new ExemptionList(Guid.Empty, 1, "1", new DateOnly(2020, 12, 28), new Signatory("N", "T"), null, new([]), new(["a"])),
        Units.ToDictionary(id => id, id => new CycleUnit(id, "Damkar", Guid.CreateVersion7(), "Kepala", "Kepala Dinas", id == Units[0])));
}
