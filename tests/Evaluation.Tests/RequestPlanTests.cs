using Workforce.Contract.Events;
using Workforce.Evaluation.Requests;
using Xunit;

namespace Workforce.Evaluation.Tests;

public sealed class RequestPlanTests
{
    [Fact]
    public void Plan_WellFormedBatch_AsksTheUnitsHeadAboutEachContract()
    {
        var batch = Batches.Of(Batches.Unit(2), Batches.Unit(1));

        var plan = RequestPlan.From(batch);

        Assert.Null(plan.Malformed);
        Assert.Equal(3, plan.Requests.Count);
        foreach (var unit in batch.Units)
            foreach (var contract in unit.Contracts)
            {
                var request = Assert.Single(plan.Requests, request => request.ContractId == contract.ContractId);
                Assert.Equal(
                    (contract.WorkerId, batch.CityId, batch.CycleId, unit.UnitId, unit.HeadId, Batches.DueDay, RequestState.Open),
                    (request.WorkerId, request.CityId, request.CycleId, request.UnitId, request.HeadId, request.DueDay, request.State));
            }
    }

    [Fact]
    public void Plan_BatchesThatShareContracts_TakeThemInTheSameOrder()
    {
        var unit = Batches.Unit(50);
        var reversed = unit with { Contracts = [.. unit.Contracts.Reverse()] };

        var one = RequestPlan.From(Batches.Of(unit)).Requests.Select(request => request.ContractId);
        var other = RequestPlan.From(Batches.Of(reversed)).Requests.Select(request => request.ContractId);

        Assert.Equal(one, other);
    }

    [Fact]
    public void Plan_BadContractsAmongGood_SetsAsideOnlyTheBad()
    {
        var good = Batches.Unit(2);
        var nameless = Batches.Contract() with { WorkerId = Guid.Empty };
        var headless = Batches.Unit(3) with { HeadId = Guid.Empty };
        var batch = Batches.Of(good with { Contracts = [.. good.Contracts, nameless] }, headless);

        var plan = RequestPlan.From(batch);

        Assert.Equal(good.Contracts.Select(c => c.ContractId).Order(), plan.Requests.Select(request => request.ContractId));
        Assert.NotNull(plan.Malformed);
        Assert.Equal([nameless, .. headless.Contracts], plan.Malformed.Units.SelectMany(unit => unit.Contracts));
        Assert.Equal([good.UnitId, headless.UnitId], plan.Malformed.Units.Select(unit => unit.UnitId));
        Assert.Equal($"contract {nameless.ContractId} has no worker", plan.Fault);
        Assert.Equal(batch, plan.Malformed with { Units = batch.Units });
    }

    [Fact]
    public void Plan_SetAsidePart_IsMalformedThroughout()
    {
        var batch = Batches.Of(Batches.Unit(1), Batches.Unit(1) with { HeadId = Guid.Empty }, null!, Batches.Unit(1) with { Contracts = [null!] });

        var aside = RequestPlan.From(RequestPlan.From(batch).Malformed!);

        Assert.Empty(aside.Requests);
        Assert.NotNull(aside.Fault);
    }

    public static TheoryData<ContractsExpired, string> Spoilt => new()
    {
        { Batches.Of(Batches.Unit(1)) with { BatchId = Guid.Empty }, "batch_id is missing" },
        { Batches.Of(Batches.Unit(1)) with { CityId = Guid.Empty }, "city_id is missing" },
        { Batches.Of(Batches.Unit(1)) with { CycleId = Guid.Empty }, "cycle_id is missing" },
        { Batches.Of(Batches.Unit(1)) with { DueDay = default }, "due_day is missing" },
        { Batches.Of(Batches.Unit(1)) with { Units = null! }, "units are missing" },
        { Batches.Of(), "units are missing" },
    };

    [Theory, MemberData(nameof(Spoilt), DisableDiscoveryEnumeration = true)]
    public void Plan_BatchWithoutWhatEveryRequestNeeds_AsksNobody(ContractsExpired batch, string fault)
    {
        var plan = RequestPlan.From(batch);

        Assert.Empty(plan.Requests);
        Assert.Equal(fault, plan.Fault);
    }
}
