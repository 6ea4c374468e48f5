using Workforce.Contract.Events;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>Workers who have left the list are notified of it, once.</summary>
[Collection(nameof(NotificationService))]
public sealed class SeparationNoticeTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Theory]
    [InlineData("id", "tidak lagi tercantum dalam daftar tenaga kontrak mulai 1 Januari 2021", "Yth. Saudara/i Ester Koroh", "Dinas Kesehatan, Pemerintah Kota Kupang", "Alasan: mencapai batas usia\n", "kepada BKPPD.")]
    [InlineData("en", "no longer on the list of contract workers from 1 January 2021 on", "To Ester Koroh", "Dinas Kesehatan, Government of Kota Kupang", "Reason: age limit reached\n", "turn to BKPPD.")]
    public async Task Separated_AWorker_IsToldSinceWhenWhyAndWhereToAsk(string language, string subject, params string[] said)
    {
        var town = new Town(service);
        var separated = Of(town, SeparationCode.AgeLimit);

        await town.PublishAsync(Message(town, separated));

        var notice = Assert.Single((await service.Notices.ListNoticesAsync(new() { WorkerId = $"{separated.WorkerId}", WithText = true, Language = language })).Notices);
        Assert.Equal(
            (NoticeKind.Separated, $"{separated.ContractId}", $"{separated.UnitId}", $"{separated.SeparationId}", Contract.V1.SeparationCode.AgeLimit, "2021-01-01"),
            (notice.Kind, notice.ContractId, notice.UnitId, notice.SeparationId, notice.SeparationCode, notice.EffectiveOn));
        Assert.EndsWith(subject, notice.Subject, StringComparison.Ordinal);
        Assert.All(said, sentence => Assert.Contains(sentence, notice.Text, StringComparison.Ordinal));
    }

    // Each code has a reason in words.
    [Fact]
    public async Task Separated_ByEachCode_TellsTheReasonToThoseWhoCanBeNotified()
    {
        var town = new Town(service);
        SeparatedWorker[] separated = [.. Enum.GetValues<SeparationCode>().Select(code => Of(town, code))];

        await town.PublishAsync(Message(town, separated));

        foreach (var one in separated)
        {
            var notices = (await service.Notices.ListNoticesAsync(new() { WorkerId = $"{one.WorkerId}", WithText = true })).Notices;
            if (one.Code is SeparationCode.Died or SeparationCode.NeverExisted)
                Assert.Empty(notices);
            else
                Assert.Matches(@"\nAlasan: [^\n]{5,}\n", Assert.Single(notices).Text);
        }
    }

    [Fact]
    public async Task Separated_SameMessageTwiceAndSameSeparationsInAnother_IssuesEachNoticeOnce()
    {
        var town = new Town(service);
        SeparatedWorker[] separated = [.. Enumerable.Range(0, 5).Select(_ => Of(town, SeparationCode.Cpns))];
        var messageId = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Broker.PublishAsync(messageId, Message(town, separated))));

        await town.PublishAsync(Message(town, [.. separated.Reverse(), Of(town, SeparationCode.Resigned)]));
        await service.Running.HandledAsync(messageId);

        Assert.Equal(6, await service.Running.ScalarAsync<long>("select count(*) from notice join separation on separation.id = separation_id where city_id = $1", town.Id));
    }

    [Fact]
    public async Task Separated_PolicyThatNamesNoOffice_NamesThePersonnelOffice()
    {
        var town = new Town(service);
        var separated = Of(town, SeparationCode.Resigned);

        await town.PublishAsync(Message(town, separated) with { AskAt = "" });

        var notice = Assert.Single((await service.Notices.ListNoticesAsync(new() { WorkerId = $"{separated.WorkerId}", WithText = true })).Notices);
        Assert.Contains("kepada kepegawaian Pemerintah Kota Kupang.", notice.Text, StringComparison.Ordinal);
    }

    private SeparatedWorker Of(Town town, SeparationCode code)
    {
        var workerId = Guid.NewGuid();
        service.Peers.Know(new Worker { Id = $"{workerId}", CityId = $"{town.Id}", Name = "Ester Koroh", NikLast4 = "0001" });
        return new SeparatedWorker(Guid.CreateVersion7(), Guid.NewGuid(), workerId, town.Unit, code, new DateOnly(2021, 1, 1));
    }

    private static WorkersSeparated Message(Town town, params SeparatedWorker[] separated) => new(town.Id, "Kota Kupang", "BKPPD", "id", separated);
}
