using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.V1;
using Workforce.ServiceDefaults.Identity;
using Workforce.Testing;
using Xunit;

namespace Workforce.Evaluation.Tests;

[Collection(nameof(EvaluationService))]
public sealed class ContractsExpiredTests(EvaluationService service)
{
    [Fact]
    public async Task Batch_TwoUnits_AsksEachHeadAndAnnouncesHowManyEach()
    {
        var batch = Batches.Of(Batches.Unit(3), Batches.Unit(2));

        await service.PublishAndWaitAsync(batch, requests: 5);

        var announced = await AnnouncedAsync(batch);
        Assert.Equal(DerivedId.From("evaluations-requested", batch.BatchId), announced.MessageId);
        var said = announced.As<EvaluationsRequested>();
        Assert.Equal((batch.BatchId, batch.CityId, batch.CycleId, batch.DueDay), (said.BatchId, said.CityId, said.CycleId, said.DueDay));
        Assert.Equal(
            batch.Units.Select(unit => new RequestedUnit(unit.UnitId, unit.HeadId, unit.Contracts.Count)).OrderBy(unit => unit.UnitId),
            said.Units.OrderBy(unit => unit.UnitId));
    }

    [Fact]
    public async Task Batch_SameMessageAgain_AddsNothingAndIsAnsweredAgain()
    {
        var batch = Batches.Of(Batches.Unit(4));
        await service.PublishAndWaitAsync(batch, requests: 4);
        var first = await AnnouncedAsync(batch);

        await service.PublishAndWaitAsync(batch, requests: 4);
        var second = await AnnouncedAsync(batch);

        Assert.Equal(first.MessageId, second.MessageId);
        Assert.Equal(first.Message.ToString(), second.Message.ToString());
        Assert.Equal(4, await service.CountAsync(batch.CycleId));
    }

    [Fact]
    public async Task Batch_ContractsOfAnotherBatch_AnnouncesOnlyTheNew()
    {
        var first = Batches.Of(Batches.Unit(3));
        await service.PublishAndWaitAsync(first, requests: 3);
        var unit = first.Units[0];
        var overlapping = first with
        {
            BatchId = Guid.NewGuid(),
            Units = [unit with { Contracts = [.. unit.Contracts, Batches.Contract(), Batches.Contract()] }],
        };

        await service.PublishAndWaitAsync(overlapping, requests: 5);

        var said = (await AnnouncedAsync(overlapping)).As<EvaluationsRequested>();
        Assert.Equal([new RequestedUnit(unit.UnitId, unit.HeadId, 2)], said.Units);
    }

    [Fact]
    public async Task Batch_NothingNew_IsAnsweredWithNone()
    {
        var first = Batches.Of(Batches.Unit(1));
        await service.PublishAndWaitAsync(first, requests: 1);
        var again = first with { BatchId = Guid.NewGuid() };

        await service.PublishAndWaitAsync(again, requests: 1);

        Assert.Empty((await AnnouncedAsync(again)).As<EvaluationsRequested>().Units);
    }

    [Fact]
    public async Task Batch_TwoServicesAndManyRepeatsAtOnce_AsksOnceEach()
    {
        var (city, cycle) = (Guid.NewGuid(), Guid.NewGuid());
        var units = Enumerable.Range(0, 8).Select(_ => Batches.Unit(40)).ToList();
        // Every contract is in two batches, in opposite orders, and every batch is sent three times.
        var batches = units
            .Select(unit => Batches.Of(unit))
            .Append(Batches.Of([.. units.AsEnumerable().Reverse().Select(unit => unit with { Contracts = [.. unit.Contracts.Reverse()] })]))
            .Select(batch => batch with { CityId = city, CycleId = cycle })
            .ToList();
        await using var second = service.Start();

        await Task.WhenAll(
            from batch in batches
            from time in Enumerable.Range(0, 3)
            select service.Wire.PublishAsync(batch.BatchId, batch));

        await Eventually.HoldsAsync(async () => await service.Broker.CountAsync(EvaluationService.Queue) == 0, "the queue is empty");
        await Eventually.HoldsAsync(async () => await service.CountAsync(cycle) == 320, "each contract has its request");
        var said = await Announcements.UntilAsync(service, cycle, batches.Count);
        Assert.Equal(320, said.Values.Sum(answer => answer.Units.Sum(unit => unit.Requests)));
        Assert.Equal(320, await service.CountAsync(cycle));
        Assert.Empty(await service.Wire.TakeAsync(EvaluationService.Parked));
    }

    [Fact]
    public async Task Batch_LargerThanPromised_IsHandled()
    {
        var batch = Batches.Of(Batches.Unit(1_300));

        await service.PublishAndWaitAsync(batch, requests: 1_300);
    }

    [Fact]
    public async Task Batch_UnitWithoutHead_IsParkedAloneWithTheReason()
    {
        var headless = Batches.Unit(2) with { HeadId = Guid.Empty };
        var batch = Batches.Of(Batches.Unit(3), headless);

        await service.PublishAndWaitAsync(batch, requests: 3);

        var parked = Assert.Single(await ParkedAsync(1));
        var aside = parked.As<ContractsExpired>();
        Assert.Equal(headless.Contracts, Assert.Single(aside.Units).Contracts);
        Assert.Equal((batch.CityId, batch.CycleId), (aside.CityId, aside.CycleId));
        Assert.Contains($"unit {headless.UnitId} has no head", parked.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_MalformedThroughout_IsParkedAtOnce()
    {
        var batch = Batches.Of(Batches.Unit(3)) with { CycleId = Guid.Empty };

        await service.Wire.PublishAsync(batch.BatchId, batch);

        var parked = Assert.Single(await ParkedAsync(1));
        Assert.Equal(batch.BatchId, parked.MessageId);
        Assert.Contains("cycle_id is missing", parked.Fault, StringComparison.Ordinal);
        Assert.Equal(0, await service.CountAsync(Guid.Empty));
    }

    [Fact]
    public async Task Batch_WithBadPartAgain_ParksItOnce()
    {
        var batch = Batches.Of(Batches.Unit(1), Batches.Unit(2) with { HeadId = Guid.Empty });
        await service.PublishAndWaitAsync(batch, requests: 1);
        await AnnouncedAsync(batch);

        await service.Wire.PublishAsync(batch.BatchId, batch);

        await AnnouncedAsync(batch);
        Assert.Single(await ParkedAsync(1));
    }

    [Fact]
    public async Task Batch_ParkedPartMendedAndSentAgain_IsAskedAndAnnounced()
    {
        var batch = Batches.Of(Batches.Unit(1), Batches.Unit(2) with { HeadId = Guid.Empty });
        await service.PublishAndWaitAsync(batch, requests: 1);
        var first = await AnnouncedAsync(batch);
        var parked = Assert.Single(await ParkedAsync(1));
        var aside = parked.As<ContractsExpired>();

        await service.Wire.PublishAsync(parked.MessageId, aside with { Units = [aside.Units[0] with { HeadId = Guid.NewGuid() }] });

        var second = await AnnouncedAsync(batch);
        Assert.NotEqual(first.MessageId, second.MessageId);
        Assert.Equal(2, second.As<EvaluationsRequested>().Units.Sum(unit => unit.Requests));
        Assert.Equal(3, await service.CountAsync(batch.CycleId));
    }

    [Fact]
    public async Task Batch_Announced_CanBeListed()
    {
        var batch = Batches.Of(Batches.Unit(1));
        await service.PublishAndWaitAsync(batch, requests: 1);
        var contract = batch.Units[0].Contracts[0];

        var reply = await service.Client.ListRequestsAsync(new ListRequestsRequest { ContractId = $"{contract.ContractId}" });

        var request = Assert.Single(reply.Requests);
        Assert.Equal($"{contract.WorkerId}", request.WorkerId);
        Assert.Equal($"{batch.Units[0].HeadId}", request.HeadId);
        Assert.Equal("2021-01-14", request.DueDay);
        Assert.Equal(RequestState.Open, request.State);
    }

    private Task<WireMessage> AnnouncedAsync(ContractsExpired batch) => Announcements.OfAsync(service, batch.BatchId);

    private async Task<IReadOnlyList<WireMessage>> ParkedAsync(int count)
    {
        await Eventually.HoldsAsync(
            async () => await service.Broker.CountAsync(EvaluationService.Parked) == count, $"{count} message is parked");
        return await service.Wire.TakeAsync(EvaluationService.Parked);
    }
}
