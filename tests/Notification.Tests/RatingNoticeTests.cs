using Workforce.Evaluation.Events;
using Workforce.Notification.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>Workers are told of each signed version of their ratings, once.</summary>
[Collection(nameof(NotificationService))]
public sealed class RatingNoticeTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Signed_NewRating_TellsTheWorkerWhatAndUntilWhenToObject()
    {
        var town = new Town(service);
        var rating = town.Rating(name: "Ester Koroh");

        await town.PublishAsync(town.Signed(rating));

        var notice = Assert.Single((await service.Notices.ListNoticesAsync(new() { WorkerId = $"{rating.WorkerId}", WithText = true })).Notices);
        Assert.Equal(
            (NoticeKind.Rated, $"{rating.ContractId}", $"{town.Unit}", $"{town.RoundId}", $"{rating.RatingId}", 1),
            (notice.Kind, notice.ContractId, notice.UnitId, notice.RoundId, notice.RatingId, notice.RatingVersion));
        Assert.Null(notice.Receipt);
        foreach (var said in (string[])["Yth. Saudara/i Ester Koroh", "Dinas Kesehatan", "Predikat kinerja: Baik\n", "diperhitungkan: 3 hari", "14 hari kalender", "BKPPD Kota Kupang", "1 Januari 2020"])
            Assert.Contains(said, notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_SameMessageTwiceAndSameRatingsInAnother_IssuesEachNoticeOnce()
    {
        var town = new Town(service);
        SignedRating[] ratings = [.. Enumerable.Range(0, 5).Select(_ => town.Rating())];
        var messageId = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Broker.PublishAsync(messageId, town.Signed(ratings))));

        await town.PublishAsync(town.Signed([.. ratings.Reverse(), town.Rating()]));
        await service.Running.HandledAsync(messageId);

        Assert.Equal(6, (await town.NoticesAsync()).Count);
    }

    [Fact]
    public async Task Signed_OlderVersionAfterNewer_EachIsTold()
    {
        var town = new Town(service);
        var first = town.Rating();
        var second = first with { RatingId = Guid.CreateVersion7(), Version = 2, Predicate = 4 };

        await town.PublishAsync(town.Signed(second));
        await town.PublishAsync(town.Signed(first));

        var notices = await town.NoticesAsync(withText: true);
        Assert.StartsWith("Perubahan hasil penilaian", notices[second.RatingId].Subject, StringComparison.Ordinal);
        Assert.Contains("Predikat kinerja: Kurang\n", notices[second.RatingId].Text, StringComparison.Ordinal);
        Assert.StartsWith("Hasil penilaian", notices[first.RatingId].Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "keberatan ditolak dan penilaian tetap")]
    [InlineData(2, "keberatan dikabulkan dan penilaian diubah")]
    public async Task Signed_Ruling_TellsTheWorkerThatItIsFinal(short ruling, string sentence)
    {
        var town = new Town(service);
        var rating = town.Rating(version: 2) with { Ruling = ruling };

        await town.PublishAsync(town.Signed(rating));

        var notice = (await town.NoticesAsync(withText: true))[rating.RatingId];
        Assert.Equal(NoticeKind.ObjectionRuled, notice.Kind);
        Assert.Contains(sentence, notice.Text, StringComparison.Ordinal);
        Assert.Contains("bersifat final", notice.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("mengajukan keberatan", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_MessageOfBefore_IssuesNoNotice()
    {
        var town = new Town(service);

        await town.PublishAsync(new RatingsSigned(town.Id, town.RoundId, [town.Rating() with { Predicate = null, CountedDays = null }]));

        Assert.Empty(await town.NoticesAsync());
    }

    [Fact]
    public async Task Signed_CityWithoutPolicyAndUnknownUnit_StillReadsWell()
    {
        var town = new Town(service, hasPolicy: false);
        var rating = town.Rating(unit: Guid.NewGuid()) with { CountedDays = null };

        await town.PublishAsync(town.Signed(rating));

        var text = (await town.NoticesAsync(withText: true))[rating.RatingId].Text;
        Assert.Contains("kepada kepegawaian Pemerintah Kota Kupang", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ketidakhadiran", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_ManyMessagesOfARound_AskForTheCityOnceForEachUnit()
    {
        var town = new Town(service);
        for (var message = 0; message < 5; message++)
            await town.PublishAsync(town.Signed(town.Rating(), town.Rating()));

        Assert.Single(service.Peers.CityCalls, city => city == town.Id);
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(2, (short)3)]
    public async Task Signed_PredicateOrRulingThatIsNone_IsADeadLetter(short predicate, short? ruling)
    {
        var town = new Town(service);
        service.Running.Log.Expect(nameof(MalformedEventException));

        await service.Broker.PublishAsync(Guid.NewGuid(), town.Signed(town.Rating() with { Predicate = predicate, Ruling = ruling }));

        Assert.Single(await service.Broker.TakeAsync(QueueName.For<RatingsSigned>("notification") + "_error", 1));
        Assert.Empty(await town.NoticesAsync());
    }

    [Fact]
    public async Task List_OfARound_PageByPageGivesEveryNoticeOnceByUnit()
    {
        var town = new Town(service);
        await town.PublishAsync(town.Signed([.. Enumerable.Range(0, 5).Select(one => town.Rating(one % 2 == 0 ? town.Unit : town.OtherUnit))]));
        List<Notice> notices = [];
        var request = new ListNoticesRequest { RoundId = $"{town.RoundId}", PageSize = 2 };
        do
        {
            var page = await service.Notices.ListNoticesAsync(request);
            notices.AddRange(page.Notices);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal(5, notices.Select(notice => notice.Id).Distinct().Count());
        Assert.Equal(notices.Select(notice => notice.UnitId).Order(StringComparer.Ordinal), notices.Select(notice => notice.UnitId));
    }
}
