using Grpc.Core;
using Workforce.Contract.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

[Collection(nameof(NotificationService))]
public sealed class LetterTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Batch_ConcurrentBatchesOfAUnit_IssueOneLetterWithAllNames()
    {
        var story = new Story();
        var batches = Enumerable.Range(0, 4).Select(_ => story.Expired(story.Share(story.GeneralSection, workers: 20))).ToList();
        service.Peers.Know(story);

        await Task.WhenAll(batches.Select(batch => service.Broker.PublishAsync(batch.BatchId, batch)));

        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 80, "all are notified");
        var listed = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}" })).Letters);
        Assert.Equal(("Bagian Umum", "Markus Tallo, S.STP", "Kepala Bagian", 80), (listed.UnitName, listed.HeadName, listed.HeadTitle, listed.Workers));
        var letter = await service.Letters.GetLetterAsync(new() { LetterId = listed.Id });
        Assert.Equal(80, letter.Workers);
        Assert.EndsWith("79. Pekerja 00079\n80. Pekerja 00080\n", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_Committed_HasItsLettersWithItsNotices()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.FireService, workers: 3), story.Share(story.GeneralSection, workers: 4));

        await service.NotifyAsync(story, batch, notices: 7);

        // Both were there when the first notice was seen, and not some time later: they are one transaction.
        Assert.Equal(2, await service.CountLettersAsync(story.Id));
    }

    [Fact]
    public async Task Batch_LaterOneOfTheUnit_AddsItsNamesToTheLetter()
    {
        var story = new Story();
        await service.NotifyAsync(story, story.Expired(story.Share(story.FireService, "Yuliana Fanggi")), notices: 1);
        var id = (await service.Letters.ListLettersAsync(new() { UnitId = story.FireService.UnitId })).Letters[0].Id;
        var early = await service.Letters.GetLetterAsync(new() { LetterId = id });

        await service.NotifyAsync(story, story.Expired(story.Share(story.FireService, "Abraham Lay")), notices: 2);

        Assert.Equal(1, early.Workers);
        Assert.EndsWith("1. Yuliana Fanggi\n", early.Text, StringComparison.Ordinal);
        var late = await service.Letters.GetLetterAsync(new() { LetterId = id });
        Assert.EndsWith("1. Abraham Lay\n2. Yuliana Fanggi\n", late.Text, StringComparison.Ordinal);
        Assert.Equal(1, await service.CountLettersAsync(story.Id));
    }

    [Fact]
    public async Task Batch_SameMessageAgain_IssuesNoSecondLetter()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.FireService, workers: 1), story.Share(story.GeneralSection, workers: 1));
        await service.NotifyAsync(story, batch, notices: 2);
        await service.ReportAsync(batch.BatchId);

        await service.Broker.PublishAsync(batch.BatchId, batch);

        await service.ReportAsync(batch.BatchId);
        Assert.Equal(2, await service.CountLettersAsync(story.Id));
    }

    [Fact]
    public async Task Batch_SameContractsInAnotherMessage_IssuesTheLetterThatIsMissing()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.FireService, workers: 1));
        await service.NotifyAsync(story, batch, notices: 1);
        await service.Running.ExecuteAsync("delete from letter where cycle_id = $1", story.Id);

        var again = batch with { BatchId = Guid.NewGuid() };
        await service.Broker.PublishAsync(again.BatchId, again);

        await service.ReportAsync(again.BatchId);
        Assert.Equal(1, await service.CountLettersAsync(story.Id));
    }

    [Fact]
    public async Task Upgrade_UnitWithNoticesAndNoLetter_GetsTheLetter()
    {
        var story = new Story();
        await service.NotifyAsync(
            story, story.Expired(story.Share(story.FireService, workers: 1), story.Share(story.GeneralSection, workers: 2)), notices: 3);
        await service.Running.ExecuteAsync(
            "delete from letter where cycle_id = $1 and unit_id = $2", story.Id, Guid.Parse(story.FireService.UnitId));
        await service.Running.ExecuteAsync("delete from migration where name = 'Notification/0006_missing_letters'");

        await using var upgraded = await service.Running.StartAnotherAsync();

        var letters = (await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}" })).Letters;
        Assert.Equal([1, 2], letters.Select(letter => letter.Workers).Order());
        var letter = letters.Single(letter => letter.UnitId == story.FireService.UnitId);
        var notices = (await service.Notices.ListNoticesAsync(new() { CycleId = $"{story.Id}" })).Notices;
        Assert.Equal(notices.Single(notice => notice.UnitId == letter.UnitId).IssuedAt, letter.IssuedAt);
        var written = await service.Letters.GetLetterAsync(new() { LetterId = letter.Id });
        Assert.EndsWith("1. Pekerja 00001\n", written.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_UnitThatTheCycleDoesNotHave_GetsNoLetter()
    {
        var story = new Story();
        var ghosts = story.Share(Story.Unit("Kantor Hantu", "", "", keepsWorking: false), workers: 5);

        await service.NotifyAsync(story, story.Expired(story.Share(story.FireService, workers: 1), ghosts), notices: 1);

        var deadLetter = Assert.Single(await service.DeadLettersAsync(1));
        Assert.Equal(ghosts.UnitId, Assert.Single(deadLetter.As<ContractsExpired>().Units).UnitId);
        Assert.Contains($"unit {ghosts.UnitId} is not in the cycle", deadLetter.Fault, StringComparison.Ordinal);
        Assert.Equal(1, await service.CountLettersAsync(story.Id));
    }

    [Fact]
    public async Task ListLetters_PageByPage_GivesEveryLetterOnce()
    {
        var story = new Story();
        var units = Enumerable.Range(0, 5).Select(number => Story.Unit($"Bagian {number}", "Kepala", "Kepala Bagian", keepsWorking: false)).ToList();
        story.Cycle.Units.Add(units);
        await service.NotifyAsync(story, story.Expired([.. units.Select(unit => story.Share(unit, workers: 1))]), notices: 5);

        var first = await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}", PageSize = 3 });
        var second = await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}", PageSize = 3, PageToken = first.NextPageToken });

        Assert.Equal((3, 2, ""), (first.Letters.Count, second.Letters.Count, second.NextPageToken));
        Assert.Equal(
            units.Select(unit => unit.UnitId).Order(StringComparer.Ordinal),
            first.Letters.Concat(second.Letters).Select(letter => letter.UnitId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task GetLetter_NotThere_IsNotFound() =>
        await AssertFailsAsync(
            async () => await service.Letters.GetLetterAsync(new() { LetterId = $"{Guid.Empty}" }),
            StatusCode.NotFound, $"letter '{Guid.Empty}' is not known");

    [Fact]
    public async Task GetCircular_CycleWithoutNotices_IsNotFound() =>
        await AssertFailsAsync(
            async () => await service.Letters.GetCircularAsync(new() { CycleId = $"{Guid.Empty}" }),
            StatusCode.NotFound, $"cycle '{Guid.Empty}' is not known; no notice of it was issued");

    [Fact]
    public async Task GetCircular_LanguageWithoutTemplates_NamesThoseThereAre() =>
        await AssertFailsAsync(
            async () => await service.Letters.GetCircularAsync(new() { CycleId = $"{Guid.Empty}", Language = "nl" }),
            StatusCode.InvalidArgument, "language 'nl': is not one of id, en");

    [Fact]
    public async Task ListLetters_NeitherCycleNorUnit_NamesWhatIsMissing() =>
        await AssertFailsAsync(
            async () => await service.Letters.ListLettersAsync(new()),
            StatusCode.InvalidArgument, "cycle_id: is required unless unit_id is given");

    private static async Task AssertFailsAsync(Func<Task> call, StatusCode status, string detail)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal((status, detail), (error.StatusCode, error.Status.Detail));
    }
}
