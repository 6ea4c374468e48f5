using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Notification.V1;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>What is rated is not asked for, and a vendor's employee awaits the tender: notices and letters say so.</summary>
[Collection(nameof(NotificationService))]
public sealed class RatedTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Batch_SomeAreRated_NoticesSayItAndTheLetterListsTheOthers()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu", "Abraham Lay"));
        batch = batch with { Rated = [batch.Units[0].Contracts[0].ContractId, batch.Units[0].Contracts[2].ContractId] };

        await service.NotifyAsync(story, batch, notices: 3);

        var notice = await NoticeToAsync(batch.Units[0].Contracts[0]);
        Assert.True(notice.Rated);
        Assert.Contains("telah dinilai dan penilaiannya telah ditandatangani", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("akan dinilai", notice.Text, StringComparison.Ordinal);
        var other = await NoticeToAsync(batch.Units[0].Contracts[1]);
        Assert.False(other.Rated);
        Assert.Contains("akan dinilai oleh Markus Tallo", other.Text, StringComparison.Ordinal);
        var letter = await LetterAsync(story);
        Assert.Equal((1, 2), (letter.Workers, letter.Rated));
        Assert.EndsWith("DAFTAR NAMA TENAGA KONTRAK YANG DINILAI\n1. Simon Penu\n", letter.Text, StringComparison.Ordinal);
        Assert.Contains("yang penilaiannya telah ditandatangani: 2 orang", letter.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData("id", "tidak ada lagi penilaian yang diminta"), InlineData("en", "Nothing more is asked of you")]
    public async Task Batch_AllAreRated_TheLetterAsksForNothing(string language, string sentence)
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));

        await service.NotifyAsync(story, batch with { Rated = [.. batch.Units[0].Contracts.Select(contract => contract.ContractId)] }, notices: 2);

        var letter = await LetterAsync(story, language);
        Assert.Equal((0, 2), (letter.Workers, letter.Rated));
        Assert.Contains(sentence, letter.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ester Koroh", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Signed_BeforeOrAfterABatchThatDoesNotSayIt_TheLetterLeavesTheWorkerOut(bool signedFirst)
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        if (!signedFirst)
            await service.NotifyAsync(story, batch, notices: 2);
        await SignAsync(story, batch.Units[0].Contracts[0]);
        if (signedFirst)
            await service.NotifyAsync(story, batch, notices: 2);

        var letter = await LetterAsync(story);

        Assert.Equal((1, 1), (letter.Workers, letter.Rated));
        Assert.DoesNotContain("Ester Koroh", letter.Text, StringComparison.Ordinal);
        // A notice stays what it was when it was issued.
        Assert.False((await NoticeToAsync(batch.Units[0].Contracts[0])).Rated);
    }

    [Theory]
    [InlineData("id", "hasil tender", "Surat Keputusan")]
    [InlineData("en", "the tender for the next period has been decided", "decree")]
    public async Task Batch_OutsourcedWorkers_AwaitTheTenderAndNoDecree(string language, string awaited, string notAwaited)
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh"), story.Share(story.FireService, "Simon Penu"));
        var contracts = batch.Units.SelectMany(unit => unit.Contracts).ToList();

        await service.NotifyAsync(story, batch with { Outsourced = [.. contracts.Select(contract => contract.ContractId)] }, notices: 2);

        foreach (var contract in contracts)
        {
            var notice = await NoticeToAsync(contract, language);
            Assert.True(notice.Outsourced);
            Assert.Contains(awaited, notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(notAwaited, notice.Text, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(notAwaited, (await LetterAsync(story, language)).Text, StringComparison.Ordinal);
    }

    private async Task SignAsync(Story story, ExpiredContract contract)
    {
        var message = Guid.NewGuid();
        await service.Broker.PublishAsync(message, new RatingsSigned(story.CityId, Guid.NewGuid(),
            [new SignedRating(contract.ContractId, contract.WorkerId, Guid.Parse(story.GeneralSection.UnitId), Guid.NewGuid(), 1, DateTimeOffset.UnixEpoch)]));
        await service.Running.HandledAsync(message);
    }

    private async Task<Notice> NoticeToAsync(ExpiredContract contract, string language = "") => Assert.Single(
        (await service.Notices.ListNoticesAsync(new() { WorkerId = $"{contract.WorkerId}", WithText = true, Language = language })).Notices);

    private async Task<Letter> LetterAsync(Story story, string language = "")
    {
        var listed = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}", UnitId = story.GeneralSection.UnitId })).Letters);
        var letter = await service.Letters.GetLetterAsync(new() { LetterId = listed.Id, Language = language });
        Assert.Equal((listed.Workers, listed.Rated), (letter.Workers, letter.Rated));
        return letter;
    }
}
