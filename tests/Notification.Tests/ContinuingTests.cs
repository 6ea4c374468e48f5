using Workforce.Contract.Events;
using Workforce.Notification.Events;
using Workforce.Notification.V1;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>A worker who goes on by the next contract is told so, and stands on no list of those who stay home.</summary>
[Collection(nameof(NotificationService))]
public sealed class ContinuingTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Batch_WorkerGoesOnWithAVendor_IsToldFromWhenAndWithWhom()
    {
        var story = new Story();
        var vendor = Guid.NewGuid();
        story.Vendors[vendor] = "PT Bersih Sejahtera";
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        var goesOn = batch.Units[0].Contracts[0];
        batch = batch with { Continuing = [story.GoesOn(goesOn, vendor)] };

        await service.NotifyAsync(story, batch, notices: 2);

        Assert.Equal(2, (await service.ReportAsync(batch.BatchId)).As<NoticesIssued>().Notices);
        var notice = await NoticeToAsync(goesOn);
        Assert.Equal((NoticeKind.ContractContinues, true), (notice.Kind, notice.KeepsWorking));
        Assert.Contains(
            "yang berlaku mulai hari Jumat, 1 Januari 2021 pada Dinas Pemadam Kebakaran, dengan PT Bersih Sejahtera sebagai pemberi kerja",
            notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("akan dinilai", notice.Text, StringComparison.Ordinal);
        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal((0, 1, 1), (counts.KeepWorking, counts.StayHome, counts.Continuing));
        var letter = await LetterAsync(story);
        Assert.Equal(1, letter.Workers);
        Assert.DoesNotContain("Ester Koroh", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_VendorUnknownToRegistry_IsToldWithoutItsName()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 1));
        batch = batch with { Continuing = [story.GoesOn(batch.Units[0].Contracts[0], Guid.NewGuid())] };

        await service.NotifyAsync(story, batch, notices: 1);

        Assert.Contains("dengan pihak ketiga sebagai pemberi kerja", (await NoticeToAsync(batch.Units[0].Contracts[0])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_AllWorkersOfAUnitGoOn_ItsHeadGetsNoLetter()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 2), story.Share(story.FireService, workers: 1));
        batch = batch with { Continuing = [.. batch.Units[0].Contracts.Select(contract => story.GoesOn(contract))] };

        await service.NotifyAsync(story, batch, notices: 3);

        var letter = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}" })).Letters);
        Assert.Equal((story.FireService.UnitId, 1), (letter.UnitId, letter.Workers));
    }

    [Fact]
    public async Task Batch_PastPeriodIsRated_TheLetterListsThoseWhoGoOnApart()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        batch = batch with { Continuing = [story.GoesOn(batch.Units[0].Contracts[0], ratesPastPeriod: true)] };

        await service.NotifyAsync(story, batch, notices: 2);

        var letter = await LetterAsync(story);
        Assert.Equal(2, letter.Workers);
        Assert.Contains("DAFTAR NAMA TENAGA KONTRAK YANG DINILAI\n1. Simon Penu\n\nBERLANJUT DENGAN KONTRAK BERIKUTNYA\n1. Ester Koroh\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("tenaga kontrak dalam daftar pertama dirumahkan", letter.Text, StringComparison.Ordinal);
        Assert.Contains("paling lambat hari Kamis, 14 Januari 2021", (await NoticeToAsync(batch.Units[0].Contracts[0])).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_SameMessageAgain_NotifiesNoWorkerTwice()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, workers: 2));
        batch = batch with { Continuing = [story.GoesOn(batch.Units[0].Contracts[0])] };
        await service.NotifyAsync(story, batch, notices: 2);
        var first = await service.ReportAsync(batch.BatchId);

        await service.Broker.PublishAsync(batch.BatchId, batch);

        Assert.Equal(first.Message.ToString(), (await service.ReportAsync(batch.BatchId)).Message.ToString());
        Assert.Equal(2, await service.CountNoticesAsync(story.Id));
    }

    [Fact]
    public async Task Batch_DueDayOfItsOwn_IsInNoticeAndLetter()
    {
        var story = new Story();
        var early = story.Expired(story.Share(story.GeneralSection, "Ester Koroh"));
        await service.NotifyAsync(story, early, notices: 1);
        var late = story.Expired(story.Share(story.GeneralSection, "Simon Penu")) with { DueDay = new DateOnly(2021, 2, 19) };

        await service.NotifyAsync(story, late, notices: 2);

        Assert.Contains("paling lambat hari Jumat, 19 Februari 2021", (await NoticeToAsync(late.Units[0].Contracts[0])).Text, StringComparison.Ordinal);
        var letter = await LetterAsync(story);
        Assert.Contains("paling lambat hari Kamis, 14 Januari 2021", letter.Text, StringComparison.Ordinal);
        Assert.EndsWith("1. Ester Koroh\n2. Simon Penu (paling lambat 19 Februari 2021)\n", letter.Text, StringComparison.Ordinal);
    }

    private async Task<Notice> NoticeToAsync(ExpiredContract contract) => Assert.Single(
        (await service.Notices.ListNoticesAsync(new() { WorkerId = $"{contract.WorkerId}", WithText = true })).Notices);

    private async Task<Letter> LetterAsync(Story story)
    {
        var listed = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}", UnitId = story.GeneralSection.UnitId })).Letters);
        return await service.Letters.GetLetterAsync(new() { LetterId = listed.Id });
    }
}
