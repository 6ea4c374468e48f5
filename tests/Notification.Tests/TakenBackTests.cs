using Workforce.Contract.Events;
using Workforce.Notification.Events;
using Workforce.Notification.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>An expiry is taken back, as the register was corrected: its worker is told once, whichever is heard of first.</summary>
[Collection(nameof(NotificationService))]
public sealed class TakenBackTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Returned_BeforeOrAfterTheBatch_WorkerIsToldOnceAndTheLetterLacksTheName(bool first)
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        var contract = batch.Units[0].Contracts[0];
        if (!first)
            await service.NotifyAsync(story, batch, notices: 2);
        for (var time = 0; time < 3; time++)
            await ReturnAsync(story, contract, isWithdrawn: false);
        if (first)
        {
            await Eventually.HoldsAsync(async () => await ReturnedAsync(story) == 1, "the return arrived");
            await service.NotifyAsync(story, batch, notices: 3);
        }

        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 3, "one notice takes another back");
        Assert.Equal(2, (await service.ReportAsync(batch.BatchId)).As<NoticesIssued>().Notices);
        var inbox = await InboxAsync(contract);
        Assert.Equal([(NoticeKind.ExpiryTakenBack, false), (NoticeKind.ContractExpired, true)], inbox.Select(notice => (notice.Kind, notice.TakenBack)));
        Assert.Contains("berlaku sampai dengan hari Jumat, 31 Desember 2021", inbox[0].Text, StringComparison.Ordinal);
        Assert.Contains("Ester Koroh", inbox[0].Text, StringComparison.Ordinal);

        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal((0, 1, 0, 1), (counts.KeepWorking, counts.StayHome, counts.Continuing, counts.TakenBack));
        var letter = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}" })).Letters);
        Assert.Equal(1, letter.Workers);
        Assert.DoesNotContain("Ester Koroh", (await service.Letters.GetLetterAsync(new() { LetterId = letter.Id })).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExpiredAnew_WorkerIsToldOfEachExpiry()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh"));
        var contract = batch.Units[0].Contracts[0];
        await service.NotifyAsync(story, batch, notices: 1);
        await ReturnAsync(story, contract, isWithdrawn: false);
        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 2, "the notice is taken back");

        var anew = story.Expired(story.Share(story.FireService, workers: 0) with { Contracts = [contract] }) with { Repeated = [new RepeatedExpiry(contract.ContractId, 1)] };
        await service.NotifyAsync(story, anew, notices: 3);

        Assert.Equal(1, (await service.ReportAsync(anew.BatchId)).As<NoticesIssued>().Notices);
        Assert.Equal(
            [(NoticeKind.ContractExpired, true, false), (NoticeKind.ExpiryTakenBack, false, false), (NoticeKind.ContractExpired, false, true)],
            (await InboxAsync(contract)).Select(notice => (notice.Kind, notice.KeepsWorking, notice.TakenBack)));
        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal((1, 0, 1), (counts.KeepWorking, counts.StayHome, counts.TakenBack));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExpiredAnew_WorkerWentOnBefore_IsToldSoAndStandsInTheLetter(bool anewFirst)
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh"));
        var contract = batch.Units[0].Contracts[0];
        batch = batch with { Continuing = [story.GoesOn(contract)] };
        var anew = batch with { BatchId = Guid.NewGuid(), Continuing = null, Repeated = [new RepeatedExpiry(contract.ContractId, 1)] };

        await service.NotifyAsync(story, anewFirst ? anew : batch, notices: 1);
        await ReturnAsync(story, contract, isWithdrawn: false);
        await Eventually.HoldsAsync(async () => await ReturnedAsync(story) == 1, "the return arrived");
        await service.NotifyAsync(story, anewFirst ? batch : anew, notices: 3);

        Assert.Equal(
            [(NoticeKind.ContractExpired, false), (NoticeKind.ContractContinues, true), (NoticeKind.ExpiryTakenBack, false)],
            (await InboxAsync(contract)).Select(notice => (notice.Kind, notice.TakenBack)).OrderBy(notice => notice.Kind));
        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal((0, 1, 0, 1), (counts.KeepWorking, counts.StayHome, counts.Continuing, counts.TakenBack));
        var letter = await LetterAsync(story);
        Assert.Equal(1, letter.Workers);
        Assert.Contains("Ester Koroh", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExpiredAnew_InAnotherCycleBeforeOrAfterWhatItFollows_IsToldAndListedThereAlone(bool anewFirst)
    {
        var story = new Story();
        var earlier = new Story(story.CityId) { Cycle = { LastDay = "2020-11-30" } };
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        var contract = batch.Units[0].Contracts[0];
        var anew = earlier.Expired(earlier.Share(earlier.FireService, workers: 0) with { Contracts = [contract] }) with
        {
            LastDay = new(2020, 11, 30),
            Repeated = [new RepeatedExpiry(contract.ContractId, 1)],
        };
        service.Peers.Know(story);
        service.Peers.Know(earlier);

        if (anewFirst)
            Assert.Equal(1, await ReportedAsync(anew));
        else
            Assert.Equal(2, await ReportedAsync(batch));
        await ReturnAsync(story, contract, isWithdrawn: false);
        await Eventually.HoldsAsync(async () => await ReturnedAsync(story) == 1, "the return arrived");
        if (anewFirst)
            Assert.Equal(2, await ReportedAsync(batch));
        else
            Assert.Equal(1, await ReportedAsync(anew));

        Assert.Equal((3, 1), (await service.CountNoticesAsync(story.Id), await service.CountNoticesAsync(earlier.Id)));
        Assert.Equal(
            [($"{story.Id}", NoticeKind.ContractExpired, true), ($"{story.Id}", NoticeKind.ExpiryTakenBack, false), ($"{earlier.Id}", NoticeKind.ContractExpired, false)],
            (await InboxAsync(contract)).Select(notice => (notice.CycleId, notice.Kind, notice.TakenBack))
                .OrderBy(notice => notice.CycleId == $"{earlier.Id}").ThenBy(notice => notice.Kind));
        foreach (var (cycle, has) in ((Story, bool)[])[(story, false), (earlier, true)])
            Assert.Equal(has, (await LetterAsync(cycle)).Text.Contains("Ester Koroh", StringComparison.Ordinal));

        async Task<int> ReportedAsync(ContractsExpired expired)
        {
            await service.Broker.PublishAsync(expired.BatchId, expired);
            return (await service.ReportAsync(expired.BatchId)).As<NoticesIssued>().Notices;
        }
    }

    [Theory]
    [InlineData("id", "Tidak ada lagi tenaga kontrak pada Bagian Umum yang tercantum dalam surat ini")]
    [InlineData("en", "no worker of Bagian Umum is left in this letter")]
    public async Task Returned_EveryWorkerOfTheUnit_LetterSaysThatNoneIsLeft(string language, string text)
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Koroh", "Simon Penu"));
        await service.NotifyAsync(story, batch, notices: 2);

        foreach (var contract in batch.Units[0].Contracts)
            await ReturnAsync(story, contract, isWithdrawn: false);

        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 4, "both notices are taken back");
        var letter = await LetterAsync(story, language);
        Assert.Equal(0, letter.Workers);
        Assert.Contains(text, letter.Text, StringComparison.Ordinal);
        Assert.All(["Ester Koroh", "Simon Penu"], name => Assert.DoesNotContain(name, letter.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Correct_NameAfterTheNight_IsInWhatIsIssuedAfterwardsAlone()
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Ester Korah"));
        var contract = batch.Units[0].Contracts[0];
        await service.NotifyAsync(story, batch, notices: 1);

        story.Workers[contract.WorkerId].Name = "Ester Koroh";
        var next = story.Share(story.GeneralSection, workers: 0) with { Contracts = [new ExpiredContract(Guid.NewGuid(), contract.WorkerId)] };
        await service.NotifyAsync(story, story.Expired(next), notices: 2);

        Assert.Equal(
            [("Ester Koroh", next.Contracts[0].ContractId), ("Ester Korah", contract.ContractId)],
            (await InboxAsync(contract)).Select(notice => (NameIn(notice.Text), Guid.Parse(notice.ContractId))));
        Assert.EndsWith("1. Ester Korah\n2. Ester Koroh\n", (await LetterAsync(story)).Text, StringComparison.Ordinal);

        static string NameIn(string text) => Assert.Single((string[])["Ester Korah", "Ester Koroh"], name => text.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("id", "telah ditarik karena semestinya tidak tercatat")]
    [InlineData("en", "has been withdrawn from the register")]
    public async Task Returned_ContractIsWithdrawn_NoticeSaysSo(string language, string text)
    {
        var story = new Story();
        var batch = story.Expired(story.Share(story.GeneralSection, "Simon Penu"));
        await service.NotifyAsync(story, batch, notices: 1);

        await ReturnAsync(story, batch.Units[0].Contracts[0], isWithdrawn: true);

        await Eventually.HoldsAsync(async () => await service.CountNoticesAsync(story.Id) == 2, "the notice is taken back");
        Assert.Contains(text, (await InboxAsync(batch.Units[0].Contracts[0], language))[0].Text, StringComparison.Ordinal);
    }

    private Task ReturnAsync(Story story, ExpiredContract contract, bool isWithdrawn) => service.Broker.PublishAsync(Guid.NewGuid(), new ContractsReturned(
        story.CityId, story.Id, [new ReturnedContract(contract.ContractId, contract.WorkerId, Guid.Parse(story.GeneralSection.UnitId), 0, isWithdrawn, Story.LastDay.AddYears(1), false)]));

    private async Task<Letter> LetterAsync(Story story, string language = "")
    {
        var listed = Assert.Single((await service.Letters.ListLettersAsync(new() { CycleId = $"{story.Id}" })).Letters);
        return await service.Letters.GetLetterAsync(new() { LetterId = listed.Id, Language = language });
    }

    private Task<long> ReturnedAsync(Story story) =>
        service.Running.ScalarAsync<long>("select count(*) from returned_contract where cycle_id = $1", story.Id);

    private async Task<IReadOnlyList<Notice>> InboxAsync(ExpiredContract contract, string language = "") =>
        (await service.Notices.ListNoticesAsync(new() { WorkerId = $"{contract.WorkerId}", WithText = true, Language = language })).Notices;
}
