using Grpc.Core;
using Workforce.Contract.Events;
using Workforce.Notification.Events;
using Workforce.Notification.V1;
using Workforce.ServiceDefaults.Ids;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

[Collection(nameof(NotificationService))]
public sealed class NoticeTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Batch_BothKindsOfUnit_NotifiesEachWorkerAndReportsHowMany()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.FireService, workers: 3), story.Share(story.GeneralSection, workers: 4));

        await service.NotifyAsync(story, batch, notices: 7);

        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal((3, 4), (counts.KeepWorking, counts.StayHome));
        var message = await service.ReportAsync(batch.BatchId);
        var report = message.As<NoticesIssued>();
        Assert.Equal(DerivedId.From("notices-issued", batch.BatchId), message.MessageId);
        Assert.Equal((story.Id, 7), (report.CycleId, report.Notices));
        Assert.InRange(report.IssuedAt, new DateTimeOffset(2021, 1, 1, 0, 0, 5, TimeSpan.FromHours(8)), new DateTimeOffset(2021, 1, 1, 1, 0, 0, TimeSpan.FromHours(8)));
    }

    [Fact]
    public async Task Batch_SameMessageAgain_NotifiesNoWorkerTwice()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 2));
        await service.NotifyAsync(story, batch, notices: 2);
        var first = await service.ReportAsync(batch.BatchId);

        await service.Broker.PublishAsync(batch.BatchId, batch);

        var second = await service.ReportAsync(batch.BatchId);
        Assert.Equal(first.Message.ToString(), second.Message.ToString());
        Assert.Equal(2, await service.CountNoticesAsync(story.Id));
    }

    [Fact]
    public async Task Batch_ContractsOfAnotherBatch_NotifiesAndReportsOnlyTheNew()
    {
        var story = new Story();
        var unit = story.Share(story.GeneralSection, workers: 2);
        await service.NotifyAsync(story, story.Expired(unit), notices: 2);
        var larger = story.Expired(unit with { Contracts = [.. unit.Contracts, .. story.Share(story.GeneralSection, workers: 3).Contracts] });

        await service.NotifyAsync(story, larger, notices: 5);

        Assert.Equal(3, (await service.ReportAsync(larger.BatchId)).As<NoticesIssued>().Notices);
    }

    [Fact]
    public async Task Batch_TwoServicesAndManyConcurrentDuplicates_NotifiesOnceEach()
    {
        var story = new Story();
        var shares = Enumerable.Range(0, 10).Select(_ => story.Share(story.GeneralSection, workers: 30)).ToList();
        var batches = shares.Select(share => story.Expired(share)).ToList();
        batches.Add(story.Expired([.. shares.AsEnumerable().Reverse().Select(share => share with { Contracts = [.. share.Contracts.Reverse()] })]));
        service.Peers.Know(story);
        await using var second = await service.Running.StartAnotherAsync();

        await Task.WhenAll(
            from batch in batches
            from time in Enumerable.Range(0, 3)
            select service.Broker.PublishAsync(batch.BatchId, batch));

        await Eventually.HoldsAsync(async () => await service.Broker.CountAsync(NotificationService.Queue) == 0, "the queue is empty");
        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 300, "each worker is notified");
        var listed = await ListAsync(new() { CycleId = $"{story.Id}", PageSize = 1_000 });
        Assert.Equal(300, listed.Select(notice => notice.ContractId).Distinct().Count());
        Assert.Equal(300, await service.CountNoticesAsync(story.Id));
        Assert.Empty(await service.Broker.TakeAsync(NotificationService.Queue + "_error"));
    }

    [Fact]
    public async Task Batch_LargerThanPromised_AsksRegistryForAThousandAtATime()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 1_300));
        service.Peers.WorkerCalls.Clear();

        await service.NotifyAsync(story, batch, notices: 1_300);

        Assert.Equal([1_000, 300], service.Peers.WorkerCalls);
    }

    [Fact]
    public async Task Batch_OfACycleSeenBefore_DoesNotAskContractAgain()
    {
        var story = new Story();
        await service.NotifyAsync(story, story.Expired(story.Share(story.GeneralSection, workers: 1)), notices: 1);

        await service.NotifyAsync(story, story.Expired(story.Share(story.FireService, workers: 1)), notices: 2);

        Assert.Single(service.Peers.CycleCalls, story.Id);
    }

    [Fact]
    public async Task Batch_UnitRegisteredLater_IsAddedToTheCycleAndChangesNothingElse()
    {
        var story = new Story();
        await service.NotifyAsync(story, story.Expired(story.Share(story.GeneralSection, workers: 1)), notices: 1);
        var clinic = Story.Unit("Puskesmas Oesapa", "dr. Maria Ndun", "Kepala Puskesmas", keepsWorking: true);
        story.Cycle.Units.Add(clinic);
        story.Cycle.Policy.AskAt = "an office that opened later";

        await service.NotifyAsync(story, story.Expired(story.Share(clinic, "Petrus Nalle")), notices: 2);

        var circular = await service.Letters.GetCircularAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal(["Dinas Pemadam Kebakaran", "Puskesmas Oesapa"], circular.ExemptedUnits);
        Assert.Contains("BKPPD Kota Kupang", circular.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_WorkerUnknownToRegistry_IsNotifiedWithoutAName()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        var unknown = batch.Units[0].Contracts[1].WorkerId;
        story.Workers.Remove(unknown);
        service.Running.Log.Expect("The register does not have 1 workers");

        await service.NotifyAsync(story, batch, notices: 2);

        var notice = Assert.Single(await ListAsync(new() { WorkerId = $"{unknown}", WithText = true }));
        Assert.Contains("Yth. Saudara/i tenaga kontrak\n", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_MalformedContractsAmongGood_DeadLettersOnlyTheMalformed()
    {
        var story = new Story();
        var good = story.Share(story.GeneralSection, workers: 2);
        var nameless = new ExpiredContract(Guid.NewGuid(), Guid.Empty);
        var ghosts = story.Share(Story.Unit("Kantor Hantu", "", "", keepsWorking: false), workers: 1);
        var batch = story.Expired(good with { Contracts = [.. good.Contracts, nameless] }, ghosts);

        await service.NotifyAsync(story, batch, notices: 2);

        var deadLetter = Assert.Single(await service.DeadLettersAsync(1));
        var part = deadLetter.As<ContractsExpired>();
        Assert.Equal([nameless, .. ghosts.Contracts], part.Units.SelectMany(unit => unit.Contracts));
        Assert.Contains($"contract {nameless.ContractId} has no worker", deadLetter.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_CycleUnknownToContract_IsDeadLettered()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 1));

        await service.Broker.PublishAsync(batch.BatchId, batch);

        Assert.Equal(batch.BatchId, Assert.Single(await service.DeadLettersAsync(1, nameof(RpcException))).MessageId);
        Assert.Equal(0, await service.CountNoticesAsync(story.Id));
    }

    [Fact]
    public async Task Batch_WhilePeersAreDown_WaitsAndDeadLettersNothing()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 2));
        service.Peers.Know(story);
        await service.Peers.StopAsync();

        await service.Broker.PublishAsync(batch.BatchId, batch);
        await Task.Delay(TimeSpan.FromSeconds(2));
        Assert.Equal(0, await service.CountNoticesAsync(story.Id));
        await service.Peers.StartAsync();

        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 2, "they are notified", TimeSpan.FromMinutes(1));
        Assert.Equal(0u, await service.Broker.CountAsync(NotificationService.Queue + "_error"));
    }

    private async Task<IReadOnlyList<Notice>> ListAsync(ListNoticesRequest request) =>
        (await service.Notices.ListNoticesAsync(request)).Notices;
}
