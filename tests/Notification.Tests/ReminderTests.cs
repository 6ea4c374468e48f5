using Workforce.Contract.Events;
using Workforce.Notification.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

[Collection(nameof(NotificationService))]
public sealed class ReminderTests(NotificationService service) : IDisposable
{
    private readonly Story _story = new();

    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Due_SeveralMessagesAndDuplicates_IsOneNoticeToEachWorkerAndOneToTheOffice()
    {
        var (fire, general) = (Ending(_story.FireService, 3), Ending(_story.GeneralSection, 2));

        var first = Due(30, fire);
        await PublishAsync(first, notices: 3 + 1);
        await PublishAsync(first, notices: 3 + 1);
        await PublishAsync(Due(30, general), notices: 5 + 1);
        // The inbox has deleted its row: a message of its own with the same contracts.
        await PublishAsync(Due(30, [.. fire, .. general]), notices: 5 + 1);

        var toOffice = Assert.Single(await OfOfficeAsync("en"));
        Assert.Equal(
            (RecipientKind.PersonnelOffice, $"{_story.CityId}", NoticeKind.ContractEnds, "", "", "", "2020-12-31", 30),
            (toOffice.RecipientKind, toOffice.RecipientId, toOffice.Kind, toOffice.ContractId, toOffice.UnitId, toOffice.WorkerId, toOffice.LastDay, toOffice.Step));
        Assert.Equal("Reminder: 5 contracts end within 30 days, on 31 December 2020", toOffice.Subject);
        Assert.EndsWith("CONTRACTS BY WORK UNIT\n1. Bagian Umum: 2\n2. Dinas Pemadam Kebakaran: 3\n", toOffice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_NextStepAndACorrectedLastDay_AreNoticesOfTheirOwn()
    {
        var contracts = Ending(_story.GeneralSection, 1);

        await PublishAsync(Due(30, contracts), notices: 2);
        await PublishAsync(Due(7, contracts), notices: 4);
        await PublishAsync(Due(7, contracts) with { LastDay = new(2021, 1, 31) }, notices: 6);

        Assert.Equal(
            [("2021-01-31", 7), ("2020-12-31", 7), ("2020-12-31", 30)],
            (await OfWorkerAsync(contracts[0], "id")).Select(notice => (notice.LastDay, notice.Step)));
        Assert.Equal([("2021-01-31", 7), ("2020-12-31", 7), ("2020-12-31", 30)], (await OfOfficeAsync("")).Select(notice => (notice.LastDay, notice.Step)));
    }

    [Fact]
    public async Task Due_SeveralStepsAndDuplicates_AreCountedByDayAndStep()
    {
        var contracts = Ending(_story.GeneralSection, 2);
        await PublishAsync(Due(30, contracts), notices: 3);
        await PublishAsync(Due(30, contracts), notices: 3);
        await PublishAsync(Due(7, contracts[0]), notices: 5);
        await PublishAsync(Due(7, contracts[1]) with { LastDay = new(2021, 1, 31) }, notices: 7);

        var counts = (await service.Notices.CountReminderNoticesAsync(new() { CityId = $"{_story.CityId}" })).Counts;

        Assert.Equal(
            [("2021-01-31", 7, 1, 1), ("2020-12-31", 30, 2, 1), ("2020-12-31", 7, 1, 1)],
            counts.Select(count => (count.LastDay, count.Step, count.ToWorkers, count.ToPersonnelOffice)));
    }

    [Theory]
    [InlineData("id", "Pengingat: kontrak kerja berakhir dalam 30 hari, pada 31 Desember 2020", "Yth. Saudara/i Pekerja 00001\nBagian Umum\n", "bukan keputusan mengenai perpanjangan kontrak")]
    [InlineData("en", "Reminder: your contract ends within 30 days, on 31 December 2020", "To Pekerja 00001\nBagian Umum\n", "no decision about a renewal")]
    public async Task Due_WorkerOfTheCity_IsRemindedByNameAndUnitAndOfNoDecision(string language, string subject, string to, string sentence)
    {
        var contracts = Ending(_story.GeneralSection, 1);
        await PublishAsync(Due(30, contracts), notices: 2);

        var notice = Assert.Single(await OfWorkerAsync(contracts[0], language));

        Assert.Equal((subject, $"{contracts[0].ContractId}", "", true), (notice.Subject, notice.ContractId, notice.CycleId, notice.KeepsWorking));
        Assert.Contains(to, notice.Text, StringComparison.Ordinal);
        Assert.Contains(sentence, notice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id", "dengan PT Bersih Sejahtera sebagai pemberi kerja", "bukan pemberi kerja Saudara/i", "perpanjangan")]
    [InlineData("en", "with PT Bersih Sejahtera as your employer", "is not your employer", "renewal")]
    public async Task Due_VendorsEmployee_IsWordedForOne(string language, string employer, string sentence, string unsaid)
    {
        var vendor = Guid.NewGuid();
        _story.Vendors[vendor] = "PT Bersih Sejahtera";
        var contract = Ending(_story.GeneralSection, 1)[0] with { VendorId = vendor };
        await PublishAsync(Due(7, contract), notices: 2);

        var text = Assert.Single(await OfWorkerAsync(contract, language)).Text;

        Assert.Contains(employer, text, StringComparison.Ordinal);
        Assert.Contains(sentence, text, StringComparison.Ordinal);
        Assert.DoesNotContain(unsaid, text, StringComparison.Ordinal);
    }

    [Theory, InlineData("id"), InlineData("en")]
    public async Task Due_RegisterKnowsNeitherWorkerNorUnit_StillReadsWell(string language)
    {
        var contract = new EndingContract(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), null);
        await PublishAsync(Due(1, contract), notices: 2);

        Assert.DoesNotContain("{", Assert.Single(await OfWorkerAsync(contract, language)).Text, StringComparison.Ordinal);
        Assert.Contains(language == "id" ? "1. (unit kerja tidak tercatat): 1" : "1. (work unit not on record): 1", Assert.Single(await OfOfficeAsync(language)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_WithoutContracts_IsADeadLetter()
    {
        service.Running.Log.Expect(nameof(MalformedEventException));
        await service.Broker.PublishAsync(Guid.NewGuid(), Due(30));

        Assert.Single(await service.Broker.TakeAsync(QueueName.For<RemindersDue>("notification") + "_error", 1));
    }

    private EndingContract[] Ending(Contract.V1.CycleUnit unit, int contracts) =>
    [
        .. _story.Share(unit, contracts).Contracts.Select(one => new EndingContract(one.ContractId, one.WorkerId, Guid.Parse(unit.UnitId), null)),
    ];

    private RemindersDue Due(int step, params EndingContract[] contracts) => new(_story.CityId, "Kota Kupang", Story.LastDay, step, "BKPPD Kota Kupang", "id", contracts);

    /// <summary>Publishes a message, and waits until it is handled and the city has so many notices.</summary>
    private async Task PublishAsync(RemindersDue due, int notices)
    {
        service.Peers.Know(_story);
        var messageId = Guid.NewGuid();
        await service.Broker.PublishAsync(messageId, due);
        await Eventually.HoldsAsync(
            async () => await service.Running.ScalarAsync<long>("select count(*) from inbox where message_id = $1", messageId) == 1, "the message is handled");
        Assert.Equal(notices, await service.Running.ScalarAsync<long>(
            "select count(*) from notice join reminder on reminder.id = reminder_id where city_id = $1", _story.CityId));
    }

    private async Task<IReadOnlyList<Notice>> OfOfficeAsync(string language) =>
        (await service.Notices.ListOfficeNoticesAsync(new() { CityId = $"{_story.CityId}", Language = language })).Notices;

    private async Task<IReadOnlyList<Notice>> OfWorkerAsync(EndingContract contract, string language) =>
        (await service.Notices.ListNoticesAsync(new() { WorkerId = $"{contract.WorkerId}", WithText = true, Language = language })).Notices;
}
