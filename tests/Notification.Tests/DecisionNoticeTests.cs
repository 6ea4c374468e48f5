using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Contract.Events;
using Workforce.Identity;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;
using Xunit;
using NonRenewalGround = Workforce.Contract.Events.NonRenewalGround;

namespace Workforce.Notification.Tests;

/// <summary>Workers are notified of what is decided of their renewal, and of its withdrawal, each once, in whatever order the messages come.</summary>
[Collection(nameof(NotificationService))]
public sealed class DecisionNoticeTests(NotificationService service) : IDisposable
{
    private static readonly DateOnly LastDay = new(2020, 12, 31);
    private static readonly DateOnly DecidedOn = new(2021, 1, 5);
    private static readonly DateOnly WithdrawnOn = new(2021, 1, 8);

    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Theory]
    [InlineData("id", "kontrak kerja yang berlaku sampai dengan 31 Desember 2020 diperpanjang",
        "Yth. Saudara/i Ester Koroh\nDinas Kesehatan\n", "pada hari Selasa, 5 Januari 2021 pejabat penandatangan Pemerintah Kota Kupang telah memutuskan",
        "kontrak kerja Saudara/i pada Dinas Kesehatan yang berlaku sampai dengan 31 Desember 2020 diperpanjang.", "Surat Keputusan (SK) mengenai perpanjangan ini menyusul.",
        "yang bekerja tetap bekerja, yang dirumahkan tetap dirumahkan.", "disampaikan kepada BKPPD.")]
    [InlineData("en", "your employment contract through 31 December 2020 is renewed",
        "To Ester Koroh\nDinas Kesehatan\n", "on Tuesday, 5 January 2021 the signatory of the Government of Kota Kupang decided",
        "your employment contract at Dinas Kesehatan through 31 December 2020 is renewed.", "The decree (Surat Keputusan, SK) on the renewal follows.",
        "if you work, you keep working; if you stay home, you still stay home.", "put to BKPPD.")]
    public async Task Decided_ToRenew_IsNotifiedWithWhatHappensUntilTheDecree(string language, string subject, params string[] said)
    {
        var town = new Town(service);
        var decided = Of(town, RenewalOutcome.Renew);

        await town.PublishAsync(Message(town, decided));

        await AssertNotifiedAsync(NoticeKind.Renewed, decided, language, subject, said);
    }

    [Theory]
    [InlineData("id", "kontrak kerja yang berlaku sampai dengan 31 Desember 2020 tidak diperpanjang",
        "Yth. Saudara/i Ester Koroh\nDinas Kesehatan\n", "pada hari Selasa, 5 Januari 2021 pejabat penandatangan Pemerintah Kota Kupang telah memutuskan",
        "pada Dinas Kesehatan yang berlaku sampai dengan 31 Desember 2020 tidak diperpanjang.", "\nAlasan: dokumen tidak ada atau tidak sah\n",
        "keberatan terhadap SK tersebut, dalam jumlah hari yang disebutkan dalam pemberitahuan SK.", "secara tertulis, disertai alasannya, kepada BKPPD.", "disampaikan kepada BKPPD.")]
    [InlineData("en", "your employment contract through 31 December 2020 is not renewed",
        "To Ester Koroh\nDinas Kesehatan\n", "on Tuesday, 5 January 2021 the signatory of the Government of Kota Kupang decided",
        "at Dinas Kesehatan through 31 December 2020 is not renewed.", "\nGround: a document is missing or not valid\n",
        "object to that decree, within the days that its notice states.", "in writing, with its reasons, to BKPPD.", "put to BKPPD.")]
    public async Task Decided_NotToRenew_IsNotifiedWithTheGroundAndTheWayToObject(string language, string subject, params string[] said)
    {
        var town = new Town(service);
        var decided = Of(town, RenewalOutcome.NotRenew, NonRenewalGround.Document);

        await town.PublishAsync(Message(town, decided));

        await AssertNotifiedAsync(NoticeKind.NotRenewed, decided, language, subject, said);
    }

    [Theory]
    [InlineData(RenewalOutcome.Renew, "id", "keputusan tanggal 5 Januari 2021 mengenai perpanjangan kontrak kerja dibatalkan",
        "pada hari Jumat, 8 Januari 2021 telah dibatalkan keputusan tanggal 5 Januari 2021", "berlaku sampai dengan 31 Desember 2020 diperpanjang.", "kembali belum diputuskan.",
        "Keputusan baru menyusul dan akan diberitahukan", "juga apabila diterima sesudah pemberitahuan ini.", "disampaikan kepada BKPPD.")]
    [InlineData(RenewalOutcome.NotRenew, "id", "keputusan tanggal 5 Januari 2021 mengenai perpanjangan kontrak kerja dibatalkan", "berlaku sampai dengan 31 Desember 2020 tidak diperpanjang.")]
    [InlineData(RenewalOutcome.Renew, "en", "the decision of 5 January 2021 on the renewal of your employment contract is withdrawn",
        "on Friday, 8 January 2021 the decision of 5 January 2021", "through 31 December 2020 is renewed was withdrawn.", "undecided again.",
        "A new decision follows, and you will be notified of it.", "also if you receive it after this one.", "put to BKPPD.")]
    [InlineData(RenewalOutcome.NotRenew, "en", "the decision of 5 January 2021 on the renewal of your employment contract is withdrawn", "through 31 December 2020 is not renewed was withdrawn.")]
    public async Task Withdrawn_ADecision_IsNotifiedAsUndecidedAgain(RenewalOutcome outcome, string language, string subject, params string[] said)
    {
        var town = new Town(service);
        var decided = Of(town, outcome);

        await town.PublishAsync(Withdrawal(town, decided));

        await AssertNotifiedAsync(NoticeKind.DecisionWithdrawn, decided, language, subject, said);
    }

    [Theory, InlineData("id", "Alasan"), InlineData("en", "Ground")]
    public async Task Decided_ByEachGround_TellsItInWordsOfItsOwn(string language, string label)
    {
        var town = new Town(service);
        DecidedRenewal[] decided = [.. Enum.GetValues<NonRenewalGround>().Select(ground => Of(town, RenewalOutcome.NotRenew, ground))];

        await town.PublishAsync(Message(town, decided));

        var grounds = new HashSet<string>();
        foreach (var one in decided)
            grounds.Add(Assert.Single(Assert.Single(await InboxAsync(one, language)).Text.Split('\n'), line => line.StartsWith($"{label}: ", StringComparison.Ordinal)));
        Assert.Equal(8, grounds.Count);
        Assert.All(grounds, ground => Assert.Matches("^[^:]+: [^{}]{5,}$", ground));
    }

    [Theory, InlineData("id"), InlineData("en")]
    public async Task Decided_RegisterKnowsNeitherWorkerNorUnit_StillReadsWell(string language)
    {
        var town = new Town(service);
        var decided = new DecidedRenewal(Guid.CreateVersion7(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), RenewalOutcome.NotRenew, NonRenewalGround.Budget, DecidedOn);

        await town.PublishAsync(Message(town, decided));
        await town.PublishAsync(Withdrawal(town, decided));

        var inbox = await InboxAsync(decided, language);
        Assert.Equal(2, inbox.Count);
        Assert.All(inbox, notice => Assert.DoesNotMatch("[{}]|  | [,.]|\n\n\n", notice.Text));
    }

    // Another outcome of the same decision is none: the first that came stands, in kind and text.
    [Fact]
    public async Task Decided_SameMessageTwiceAndSameDecisionsInAnother_IssuesEachNoticeOnce()
    {
        var town = new Town(service);
        DecidedRenewal[] decided = [.. Enumerable.Range(0, 5).Select(_ => Of(town, RenewalOutcome.Renew))];
        var (messageId, withdrawalId) = (Guid.NewGuid(), Guid.NewGuid());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Broker.PublishAsync(messageId, Message(town, decided))));
        await service.Running.HandledAsync(messageId);

        var other = decided[0] with { Outcome = RenewalOutcome.NotRenew, Ground = NonRenewalGround.Surplus };
        await town.PublishAsync(Message(town, [other, .. decided.Skip(1).Reverse(), Of(town, RenewalOutcome.Renew), decided[1]]));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Broker.PublishAsync(withdrawalId, Withdrawal(town, decided))));
        await town.PublishAsync(Withdrawal(town, [.. decided.Reverse(), decided[0]]));
        await service.Running.HandledAsync(withdrawalId);

        Assert.Equal((6, 5), (await CountAsync(town, isWithdrawn: false), await CountAsync(town, isWithdrawn: true)));
        var renewed = Assert.Single(await InboxAsync(decided[0], "en"), notice => notice.Kind is not NoticeKind.DecisionWithdrawn);
        Assert.Equal(NoticeKind.Renewed, renewed.Kind);
        Assert.Contains("is renewed.", renewed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Withdrawn_BeforeItsDecisionAndAnewAfterIt_BothAreIssuedWithTheirDates()
    {
        var town = new Town(service);
        var decided = Of(town, RenewalOutcome.NotRenew, NonRenewalGround.Absence);
        var anew = decided with { DecisionId = Guid.CreateVersion7(), Outcome = RenewalOutcome.Renew, Ground = null, DecidedOn = WithdrawnOn };

        await town.PublishAsync(Message(town, anew));
        await town.PublishAsync(Withdrawal(town, decided));
        await town.PublishAsync(Message(town, decided));
        await town.PublishAsync(Withdrawal(town, decided));

        var inbox = await InboxAsync(decided, "en");
        Assert.Equal(
            [(NoticeKind.NotRenewed, $"{decided.DecisionId}"), (NoticeKind.DecisionWithdrawn, $"{decided.DecisionId}"), (NoticeKind.Renewed, $"{anew.DecisionId}")],
            inbox.Select(notice => (notice.Kind, notice.DecisionId)));
        Assert.Contains("on Tuesday, 5 January 2021 the signatory", inbox[0].Text, StringComparison.Ordinal);
        Assert.Contains("on Friday, 8 January 2021 the decision of 5 January 2021", inbox[1].Text, StringComparison.Ordinal);
        Assert.Contains("on Friday, 8 January 2021 the signatory", inbox[2].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ByTheOfficeAndTheWorkerOfTheCity_IsReachedByTheseAlone()
    {
        var (town, other) = (new Town(service), new Town(service));
        var decided = Of(town, RenewalOutcome.Renew);
        await town.PublishAsync(Message(town, decided));
        await town.PublishAsync(Withdrawal(town, decided));
        var request = new ListNoticesRequest { WorkerId = $"{decided.WorkerId}", WithText = true };

        Assert.Equal(2, (await As(town, town.Hr).ListNoticesAsync(request)).Notices.Count);
        Assert.Equal(2, (await As(town, WorkerOf(town, decided.WorkerId)).ListNoticesAsync(request)).Notices.Count);
        Assert.Empty((await As(town, other.Hr).ListNoticesAsync(request)).Notices);
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await As(town, WorkerOf(town, Guid.NewGuid())).ListNoticesAsync(request));
        Assert.Equal(StatusCode.PermissionDenied, refused.StatusCode);
    }

    [Fact]
    public async Task Decided_MalformedMessages_AreDeadLettersWithTheirFaults()
    {
        var town = new Town(service);
        var good = Of(town, RenewalOutcome.Renew);
        var message = Message(town, good);

        await AssertDeadLettersAsync(
            [
                (message with { CityId = Guid.Empty }, "city_id is missing"),
                (message with { CityName = "" }, "city_name or ask_at is missing"),
                (message with { AskAt = null! }, "city_name or ask_at is missing"),
                (message with { LastDay = default }, "last_day is missing"),
                (message with { Language = "nl" }, "language is neither id nor en"),
                (message with { Decisions = [] }, "decisions are missing"),
                (message with { Decisions = null! }, "decisions are missing"),
                (message with { Decisions = [good, null!] }, "lacks a decision, its contract, worker or unit"),
                .. ((DecidedRenewal[])[good with { DecisionId = default }, good with { ContractId = default }, good with { WorkerId = default }, good with { UnitId = default }])
                    .Select(one => (Message(town, good, one), "lacks a decision, its contract, worker or unit")),
                .. ((DecidedRenewal[])[good with { Outcome = (RenewalOutcome)3 }, good with { DecidedOn = default }])
                    .Select(one => (Message(town, good, one), "an outcome is none, or decided_on is missing")),
                .. ((DecidedRenewal[])
                [
                    good with { Outcome = RenewalOutcome.NotRenew }, good with { Outcome = RenewalOutcome.NotRenew, Ground = (NonRenewalGround)9 },
                    good with { Ground = NonRenewalGround.Budget }, good with { Ground = (NonRenewalGround)9 },
                ])
                    .Select(one => (Message(town, good, one), "a ground is missing, or is of a renewal")),
            ]);

        Assert.Equal(0, await CountAsync(town, isWithdrawn: false));
    }

    [Fact]
    public async Task Withdrawn_MalformedMessages_AreDeadLettersWithTheirFaults()
    {
        var town = new Town(service);
        var message = Withdrawal(town, Of(town, RenewalOutcome.Renew));
        var good = message.Decisions[0];

        await AssertDeadLettersAsync(
            [
                (message with { CityId = Guid.Empty }, "city_id is missing"),
                (message with { CityName = null! }, "city_name or ask_at is missing"),
                (message with { AskAt = "" }, "city_name or ask_at is missing"),
                (message with { LastDay = default }, "last_day is missing"),
                (message with { Language = null! }, "language is neither id nor en"),
                (message with { Decisions = [] }, "decisions are missing"),
                (message with { Decisions = null! }, "decisions are missing"),
                (message with { Decisions = [good, null!] }, "lacks a decision, its contract, worker or unit"),
                .. ((WithdrawnDecision[])[good with { DecisionId = default }, good with { ContractId = default }, good with { WorkerId = default }, good with { UnitId = default }])
                    .Select(one => (message with { Decisions = [good, one] }, "lacks a decision, its contract, worker or unit")),
                .. ((WithdrawnDecision[])[good with { Outcome = 0 }, good with { DecidedOn = default }, good with { WithdrawnOn = default }])
                    .Select(one => (message with { Decisions = [good, one] }, "an outcome is none, or decided_on or withdrawn_on is missing")),
            ]);

        Assert.Equal(0, await CountAsync(town, isWithdrawn: true));
    }

    private async Task AssertNotifiedAsync(NoticeKind kind, DecidedRenewal decided, string language, string subject, string[] said)
    {
        var notice = Assert.Single(await InboxAsync(decided, language));
        Assert.Equal(
            (kind, $"{decided.ContractId}", $"{decided.UnitId}", "", $"{decided.DecisionId}", "", true),
            (notice.Kind, notice.ContractId, notice.UnitId, notice.CycleId, notice.DecisionId, notice.SeparationId, notice.KeepsWorking));
        Assert.EndsWith(": " + subject, notice.Subject, StringComparison.Ordinal);
        Assert.All(said, sentence => Assert.Contains(sentence, notice.Text, StringComparison.Ordinal));
    }

    private async Task AssertDeadLettersAsync<TEvent>(IReadOnlyList<(TEvent Message, string Fault)> malformed)
        where TEvent : class
    {
        service.Running.Log.Expect(nameof(MalformedEventException));
        var faults = malformed.ToDictionary(_ => Guid.NewGuid());
        foreach (var (id, (message, _)) in faults)
            await service.Broker.PublishAsync(id, message);

        var deadLetters = await service.Broker.TakeAsync(QueueName.For<TEvent>("notification") + "_error", malformed.Count);

        Assert.All(deadLetters, letter => Assert.Contains(faults[letter.MessageId].Fault, letter.Fault, StringComparison.Ordinal));
    }

    /// <summary>The worker's, newest first.</summary>
    private async Task<IReadOnlyList<Notice>> InboxAsync(DecidedRenewal decided, string language) =>
        (await service.Notices.ListNoticesAsync(new() { WorkerId = $"{decided.WorkerId}", WithText = true, Language = language })).Notices;

    private Task<long> CountAsync(Town town, bool isWithdrawn) => service.Running.ScalarAsync<long>(
        "select count(*) from notice join decision on decision.id = decision_id and (withdrawn_on is not null) = (kind = 11) where city_id = $1 and (kind = 11) = $2",
        town.Id, isWithdrawn);

    private static NoticeService.NoticeServiceClient As(Town town, SetupToken token) => new(town.ChannelOf(token));

    private static SetupToken WorkerOf(Town town, Guid workerId) =>
        new($"pekerja-{workerId}", "Pekerja", [Role.Worker], [NotificationService.CodeOf(town.Id)]) { WorkerId = $"{workerId}" };

    private DecidedRenewal Of(Town town, RenewalOutcome outcome, NonRenewalGround? ground = null)
    {
        var workerId = Guid.NewGuid();
        service.Peers.Know(new Worker { Id = $"{workerId}", CityId = $"{town.Id}", Name = "Ester Koroh", NikLast4 = "0001" });
        return new DecidedRenewal(Guid.CreateVersion7(), Guid.NewGuid(), workerId, town.Unit, outcome, ground, DecidedOn);
    }

    private static RenewalsDecided Message(Town town, params DecidedRenewal[] decided) => new(town.Id, "Kota Kupang", LastDay, "BKPPD", "id", decided);

    private static DecisionsWithdrawn Withdrawal(Town town, params DecidedRenewal[] decided) => new(
        town.Id, "Kota Kupang", LastDay, "BKPPD", "id",
        [.. decided.Select(one => new WithdrawnDecision(one.DecisionId, one.ContractId, one.WorkerId, one.UnitId, one.Outcome, one.DecidedOn, WithdrawnOn))]);
}
