using Workforce.Contract.Cycles;
using Workforce.Contract.Expiry;
using Xunit;

namespace Workforce.Contract.Tests;

public sealed class BatchesTests
{
    private static readonly Guid[] Units = [.. Enumerable.Range(0, 60).Select(_ => Guid.CreateVersion7()).Order()];

    [Theory]
    [InlineData(new[] { 1 })]
    [InlineData(new[] { 500, 500 })]
    [InlineData(new[] { 499, 2, 1203, 1 })]
    [InlineData(new[] { 40, 35, 60, 499, 501, 3, 3, 3 })]
    public void Of_AnyUnits_EachContractOnceAndNoBatchAbove500(int[] sizes)
    {
        var expired = Expired(sizes);

        var batches = Batches.Of(Snapshot(), expired, 500);

        Assert.All(batches, batch => Assert.InRange(Batches.CountOf(batch), 1, 500));
        var announced = batches.SelectMany(batch => batch.Units)
            .SelectMany(unit => unit.Contracts.Select(contract => new DueContract(unit.UnitId, contract.ContractId, contract.WorkerId)));
        Assert.Equal(expired, announced);
    }

    [Fact]
    public void Of_SmallUnits_FillABatchTogetherAndGoOnInTheNext()
    {
        var batches = Batches.Of(Snapshot(), Expired([200, 200, 200, 200]), 500);

        Assert.Equal([[200, 200, 100], [100, 200]], batches.Select(batch => batch.Units.Select(unit => unit.Contracts.Count)));
        Assert.Equal(batches[0].Units[^1].UnitId, batches[1].Units[0].UnitId);
    }

    [Fact]
    public void Of_SameContracts_HaveTheSameIds()
    {
        var (snapshot, expired) = (Snapshot(), Expired([300, 300]));

        Assert.Equal(
            Batches.Of(snapshot, expired, 500).Select(batch => batch.BatchId),
            Batches.Of(snapshot, expired, 500).Select(batch => batch.BatchId));
    }

    [Fact]
    public void Of_FrozenUnit_CarriesItsHeadAndWhetherItKeepsWorking()
    {
        var snapshot = Snapshot();

        var unit = Batches.Of(snapshot, Expired([1]), 500)[0].Units[0];

        Assert.Equal(snapshot.Units[Units[0]].HeadId, unit.HeadId);
        Assert.True(unit.KeepsWorking);
    }

    private static List<DueContract> Expired(int[] sizes) =>
        [.. sizes.SelectMany((size, n) => Enumerable.Range(0, size).Select(_ => new DueContract(Units[n], Guid.CreateVersion7(), Guid.CreateVersion7())))];

    private static CycleSnapshot Snapshot() => new(
        new Cycle(Guid.CreateVersion7(), Guid.CreateVersion7(), "Kota Kupang", new DateOnly(2020, 12, 31), new DateOnly(2021, 1, 14),
            new DateOnly(2021, 1, 4), 1, 1, DateTime.UnixEpoch),
        Units.ToDictionary(id => id, id => new CycleUnit(id, "Damkar", Guid.CreateVersion7(), "Kepala", "Kepala Dinas", id == Units[0])));
}
