using Workforce.Contract.Events;
using Workforce.Notification.Events;
using Workforce.Notification.V1;
using Workforce.ServiceDefaults.Identity;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

[Collection(nameof(NotificationService))]
public sealed class NoticeTests(NotificationService service)
{
    [Fact]
    public async Task Batch_BothKindsOfUnit_TellsEachWorkerAndAnnouncesHowMany()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.FireService, workers: 3), story.Share(story.GeneralSection, workers: 4));

        await service.TellAsync(story, batch, notices: 7);

        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal((3, 4), (counts.KeepWorking, counts.StayHome));
        var announced = await service.IssuedAsync(batch.BatchId);
        var said = announced.As<NoticesIssued>();
        Assert.Equal(DerivedId.From("notices-issued", batch.BatchId), announced.MessageId);
        Assert.Equal((story.Id, 7), (said.CycleId, said.Notices));
        Assert.InRange(said.IssuedAt, new DateTimeOffset(2021, 1, 1, 0, 0, 5, TimeSpan.FromHours(8)), new DateTimeOffset(2021, 1, 1, 1, 0, 0, TimeSpan.FromHours(8)));
    }

    [Fact]
    public async Task Batch_SameMessageAgain_TellsNobodyTwice()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 2));
        await service.TellAsync(story, batch, notices: 2);
        var first = await service.IssuedAsync(batch.BatchId);

        await service.Wire.PublishAsync(batch.BatchId, batch);

        var second = await service.IssuedAsync(batch.BatchId);
        Assert.Equal(first.Message.ToString(), second.Message.ToString());
        Assert.Equal(2, await service.CountNoticesAsync(story.Id));
    }

    [Fact]
    public async Task Batch_ContractsOfAnotherBatch_TellsAndAnnouncesOnlyTheNew()
    {
        var story = new Story();
        var unit = story.Share(story.GeneralSection, workers: 2);
        await service.TellAsync(story, story.Expired(unit), notices: 2);
        var larger = story.Expired(unit with { Contracts = [.. unit.Contracts, .. story.Share(story.GeneralSection, workers: 3).Contracts] });

        await service.TellAsync(story, larger, notices: 5);

        Assert.Equal(3, (await service.IssuedAsync(larger.BatchId)).As<NoticesIssued>().Notices);
    }

    [Fact]
    public async Task Batch_TwoServicesAndManyRepeatsAtOnce_TellsOnceEach()
    {
        var story = new Story();
        var shares = Enumerable.Range(0, 10).Select(_ => story.Share(story.GeneralSection, workers: 30)).ToList();
        var batches = shares.Select(share => story.Expired(share)).ToList();
        batches.Add(story.Expired([.. shares.AsEnumerable().Reverse().Select(share => share with { Contracts = [.. share.Contracts.Reverse()] })]));
        service.Peers.Know(story);
        await using var second = service.Start();

        await Task.WhenAll(
            from batch in batches
            from time in Enumerable.Range(0, 3)
            select service.Wire.PublishAsync(batch.BatchId, batch));

        await Eventually.HoldsAsync(async () => await service.Broker.CountAsync(NotificationService.Expired) == 0, "the queue is empty");
        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 300, "each worker is told");
        var listed = await ListAsync(new() { CycleId = $"{story.Id}", PageSize = 1_000 });
        Assert.Equal(300, listed.Select(notice => notice.ContractId).Distinct().Count());
        Assert.Equal(300, await service.CountNoticesAsync(story.Id));
        Assert.Empty(await service.Wire.TakeAsync(NotificationService.Expired + "_error"));
    }

    [Fact]
    public async Task Batch_LargerThanPromised_AsksRegistryForAThousandAtATime()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 1_300));
        service.Peers.WorkerCalls.Clear();

        await service.TellAsync(story, batch, notices: 1_300);

        Assert.Equal([1_000, 300], service.Peers.WorkerCalls);
    }

    [Fact]
    public async Task Batch_OfACycleSeenBefore_DoesNotAskContractAgain()
    {
        var story = new Story();
        await service.TellAsync(story, story.Expired(story.Share(story.GeneralSection, workers: 1)), notices: 1);

        await service.TellAsync(story, story.Expired(story.Share(story.FireService, workers: 1)), notices: 2);

        Assert.Single(service.Peers.CycleCalls, story.Id);
    }

    [Fact]
    public async Task Batch_UnitThatCameToLightLater_IsAddedToTheCycleAndChangesNothingElse()
    {
        var story = new Story();
        await service.TellAsync(story, story.Expired(story.Share(story.GeneralSection, workers: 1)), notices: 1);
        var clinic = Story.Unit("Puskesmas Oesapa", "dr. Maria Ndun", "Kepala Puskesmas", keepsWorking: true);
        story.Cycle.Units.Add(clinic);
        story.Cycle.Policy.AskAt = "an office that opened later";

        await service.TellAsync(story, story.Expired(story.Share(clinic, "Petrus Nalle")), notices: 2);

        var circular = await service.Letters.GetCircularAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal(["Dinas Pemadam Kebakaran", "Puskesmas Oesapa"], circular.ExemptedUnits);
        Assert.Contains("BKPPD Kota Kupang", circular.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_WorkerUnknownToRegistry_IsToldWithoutAName()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        var unknown = batch.Units[0].Contracts[1].WorkerId;
        story.Workers.Remove(unknown);

        await service.TellAsync(story, batch, notices: 2);

        var notice = Assert.Single(await ListAsync(new() { WorkerId = $"{unknown}", WithText = true }));
        Assert.Contains("Yth. Saudara/i tenaga kontrak\n", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_BadContractsAmongGood_ParksOnlyTheBad()
    {
        var story = new Story();
        var good = story.Share(story.GeneralSection, workers: 2);
        var nobody = new ExpiredContract(Guid.NewGuid(), Guid.Empty);
        var nowhere = story.Share(Story.Unit("Kantor Hantu", "", "", keepsWorking: false), workers: 1);
        var batch = story.Expired(good with { Contracts = [.. good.Contracts, nobody] }, nowhere);

        await service.TellAsync(story, batch, notices: 2);

        var parked = Assert.Single(await service.ParkedAsync(NotificationService.Expired, 1));
        var aside = parked.As<ContractsExpired>();
        Assert.Equal([nobody, .. nowhere.Contracts], aside.Units.SelectMany(unit => unit.Contracts));
        Assert.Contains($"contract {nobody.ContractId} has no worker", parked.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_CycleUnknownToContract_IsParkedAtOnce()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 1));

        await service.Wire.PublishAsync(batch.BatchId, batch);

        Assert.Equal(batch.BatchId, Assert.Single(await service.ParkedAsync(NotificationService.Expired, 1)).MessageId);
        Assert.Equal(0, await service.CountNoticesAsync(story.Id));
    }

    [Fact]
    public async Task Batch_WhilePeersAreDown_WaitsAndParksNothing()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 2));
        service.Peers.Know(story);
        await service.Peers.StopAsync();

        await service.Wire.PublishAsync(batch.BatchId, batch);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(0, await service.CountNoticesAsync(story.Id));
        await service.Peers.StartAsync();

        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 2, "they are told", TimeSpan.FromMinutes(1));
        Assert.Equal(0u, await service.Broker.CountAsync(NotificationService.Expired + "_error"));
    }

    private async Task<IReadOnlyList<Notice>> ListAsync(ListNoticesRequest request) =>
        (await service.Notices.ListNoticesAsync(request)).Notices;
}
