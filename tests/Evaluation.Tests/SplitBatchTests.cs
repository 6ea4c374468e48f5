using Workforce.Contract.Events;
using Xunit;

namespace Workforce.Evaluation.Tests;

/// <summary>What of a batch can be handled, for all who handle it.</summary>
public sealed class SplitBatchTests
{
    [Fact]
    public void Of_WellFormedBatch_HasEachContractWithItsUnit()
    {
        var batch = Batches.Of(Batches.Unit(2), Batches.Unit(1));

        var split = SplitBatch.Of(batch);

        Assert.Null(split.Malformed);
        Assert.Null(split.Fault);
        Assert.Equal(
            batch.Units.SelectMany(unit => unit.Contracts.Select(contract => (unit, contract))).OrderBy(pair => pair.contract.ContractId),
            split.WellFormed);
    }

    [Fact]
    public void Of_BatchesThatShareContracts_HaveThemInTheSameOrder()
    {
        var unit = Batches.Unit(50);
        var reversed = unit with { Contracts = [.. unit.Contracts.Reverse()] };

        var one = SplitBatch.Of(Batches.Of(unit)).WellFormed.Select(pair => pair.Contract);
        var other = SplitBatch.Of(Batches.Of(reversed)).WellFormed.Select(pair => pair.Contract);

        Assert.Equal(one, other);
    }

    [Fact]
    public void Of_MalformedContractsAmongGood_SeparatesOnlyTheMalformed()
    {
        var good = Batches.Unit(2);
        var nameless = Batches.Contract() with { WorkerId = Guid.Empty };
        var headless = Batches.Unit(3) with { HeadId = Guid.Empty };
        var batch = Batches.Of(good with { Contracts = [.. good.Contracts, nameless] }, headless);

        var split = SplitBatch.Of(batch);

        Assert.Equal(good.Contracts.OrderBy(contract => contract.ContractId), split.WellFormed.Select(pair => pair.Contract));
        Assert.NotNull(split.Malformed);
        Assert.Equal([nameless, .. headless.Contracts], split.Malformed.Units.SelectMany(unit => unit.Contracts));
        Assert.Equal([good.UnitId, headless.UnitId], split.Malformed.Units.Select(unit => unit.UnitId));
        Assert.Equal($"contract {nameless.ContractId} has no worker", split.Fault);
        Assert.Equal(batch, split.Malformed with { Units = batch.Units });
    }

    [Fact]
    public void Of_UnitThatTheCycleDoesNotHave_IsMalformed()
    {
        var (known, unknown) = (Batches.Unit(1), Batches.Unit(2));

        var split = SplitBatch.Of(Batches.Of(known, unknown), new HashSet<Guid> { unknown.UnitId });

        Assert.Equal(known.Contracts, split.WellFormed.Select(pair => pair.Contract));
        Assert.Equal(unknown.UnitId, Assert.Single(split.Malformed!.Units).UnitId);
        Assert.Equal($"unit {unknown.UnitId} is not in the cycle", split.Fault);
    }

    [Fact]
    public void Of_MalformedPart_IsMalformedThroughout()
    {
        var batch = Batches.Of(Batches.Unit(1), Batches.Unit(1) with { HeadId = Guid.Empty }, null!, Batches.Unit(1) with { Contracts = [null!] });

        var part = SplitBatch.Of(SplitBatch.Of(batch).Malformed!);

        Assert.Empty(part.WellFormed);
        Assert.NotNull(part.Fault);
    }

    public static TheoryData<ContractsExpired, string> Malformed => new()
    {
        { Batches.Of(Batches.Unit(1)) with { BatchId = Guid.Empty }, "batch_id is missing" },
        { Batches.Of(Batches.Unit(1)) with { CityId = Guid.Empty }, "city_id is missing" },
        { Batches.Of(Batches.Unit(1)) with { CycleId = Guid.Empty }, "cycle_id is missing" },
        { Batches.Of(Batches.Unit(1)) with { DueDay = default }, "due_day is missing" },
        { Batches.Of(Batches.Unit(1)) with { Units = null! }, "units are missing" },
        { Batches.Of(), "units are missing" },
    };

    [Theory, MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void Of_BatchWithoutWhatEveryEffectNeeds_HasNothingWellFormed(ContractsExpired batch, string fault)
    {
        var split = SplitBatch.Of(batch);

        Assert.Empty(split.WellFormed);
        Assert.Equal(fault, split.Fault);
    }
}
