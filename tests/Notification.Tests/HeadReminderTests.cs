using Grpc.Core;
using Workforce.Evaluation.Events;
using Workforce.Notification.V1;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>Heads are reminded of workers who are not rated yet, once by each step.</summary>
[Collection(nameof(NotificationService))]
public sealed class HeadReminderTests(NotificationService service) : IDisposable
{
    public void Dispose() => service.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Due_TwoUnits_RemindsEachHeadOfHowManyAndByWhen()
    {
        var town = new Town(service);

        await town.PublishAsync(town.Due(7, new UnratedUnit(town.Unit, 12), new UnratedUnit(town.OtherUnit, 1)));

        var notices = (await service.Notices.ListHeadNoticesAsync(new() { CityId = $"{town.Id}", Language = "en" })).Notices.ToDictionary(notice => notice.UnitId);
        var notice = notices[$"{town.Unit}"];
        Assert.Equal(
            (NoticeKind.RatingsDue, RecipientKind.Head, $"{town.RoundId}", "2021-01-08", 7, 12, ""),
            (notice.Kind, notice.RecipientKind, notice.RoundId, notice.DueDay, notice.Step, notice.Unrated, notice.ContractId));
        Assert.Equal("Reminder: 12 workers are not rated yet, due on 8 January 2021", notice.Subject);
        Assert.Contains("Dinas Kesehatan, Government of Kota Kupang, are not rated yet. The rating is due on Friday, 8 January 2021, within 7 days.", notice.Text, StringComparison.Ordinal);
        Assert.Contains("To the Kepala Dinas Kesehatan", notice.Text, StringComparison.Ordinal);
        Assert.Contains("To the head of Bagian Umum", notices[$"{town.OtherUnit}"].Text, StringComparison.Ordinal);
        Assert.All(notices.Values, one => Assert.DoesNotContain("Retnowati", one.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Due_AnotherActsForTheHead_IsRemindedInstead()
    {
        var town = new Town(service);
        var acting = new Appointment { HeadId = $"{Guid.NewGuid()}", Name = "Plh. Kepala", Office = new Office { UnitId = $"{town.Unit}", Title = "Kepala Dinas Kesehatan" } };
        service.Peers.Acting[$"{town.Unit}"] = acting;

        await town.PublishAsync(town.Due(7, new UnratedUnit(town.Unit, 12)));

        var notice = Assert.Single((await service.Notices.ListHeadNoticesAsync(new() { UnitId = $"{town.Unit}" })).Notices);
        Assert.Equal(acting.HeadId, notice.RecipientId);
    }

    // A sweep that comes late gives its contracts a later due day.
    [Fact]
    public async Task Due_AnotherDueDayBySameStep_HasANoticeOfItsOwn()
    {
        var town = new Town(service);
        var due = town.Due(7, new UnratedUnit(town.Unit, 12));

        await town.PublishAsync(due);
        await town.PublishAsync(due with { DueDay = due.DueDay.AddDays(20), Units = [new UnratedUnit(town.Unit, 1)] });

        var notices = (await service.Notices.ListHeadNoticesAsync(new() { UnitId = $"{town.Unit}" })).Notices;
        Assert.Equal([("2021-01-28", 1), ("2021-01-08", 12)], notices.Select(notice => (notice.DueDay, notice.Unrated)));
    }

    [Fact]
    public async Task Due_AgainAndByTheNextStep_IsOneNoticeForEachUnitAndStep()
    {
        var town = new Town(service);
        var (messageId, due) = (Guid.NewGuid(), town.Due(7, new UnratedUnit(town.Unit, 12)));
        await town.PublishAsync(due, messageId);
        await town.PublishAsync(due, messageId);
        await town.PublishAsync(town.Due(7, new UnratedUnit(town.Unit, 12), new UnratedUnit(town.OtherUnit, 3)));
        await town.PublishAsync(town.Due(1, new UnratedUnit(town.Unit, 4)));

        var counts = (await service.Notices.CountHeadNoticesAsync(new() { CityId = $"{town.Id}" })).Counts;

        Assert.Equal(
            [($"{town.RoundId}", "", "2021-01-08", 7, 2, 15), ($"{town.RoundId}", "", "2021-01-08", 1, 1, 4)],
            counts.Select(count => (count.RoundId, count.CycleId, count.DueDay, count.Step, count.Notices, count.Unrated)));
        Assert.Equal(2, (await service.Notices.ListHeadNoticesAsync(new() { UnitId = $"{town.Unit}" })).Notices.Count);
    }

    [Fact]
    public async Task Due_OfACycle_IsListedWithItAndCountsNoWorker()
    {
        var (town, story) = (new Town(service), new Story());
        await service.NotifyAsync(story, story.Expired(story.Share(story.GeneralSection, "Ester Koroh")), notices: 1);

        await town.PublishAsync(new RatingsDue(town.Id, story.Id, IsCycle: true, new DateOnly(2021, 1, 1), 1, [new UnratedUnit(Guid.Parse(story.GeneralSection.UnitId), 1)]));

        var listed = (await service.Notices.ListNoticesAsync(new() { CycleId = $"{story.Id}", WithText = true })).Notices;
        var notice = Assert.Single(listed, one => one.Kind is NoticeKind.RatingsDue);
        Assert.Contains("yaitu hari ini", notice.Text, StringComparison.Ordinal);
        var counts = await service.Notices.CountNoticesAsync(new() { CycleId = $"{story.Id}" });
        Assert.Equal((0, 1), (counts.KeepWorking, counts.StayHome));
    }

    [Fact]
    public async Task Due_UnitThatTheRegisterDoesNotHave_TheOthersAreReminded()
    {
        var town = new Town(service);
        service.Running.Log.Expect("IssueHeadReminders");

        await town.PublishAsync(town.Due(7, new UnratedUnit(Guid.NewGuid(), 1), new UnratedUnit(town.Unit, 2)));

        Assert.Equal($"{town.Unit}", Assert.Single((await service.Notices.ListHeadNoticesAsync(new() { CityId = $"{town.Id}" })).Notices).UnitId);
    }

    [Fact]
    public async Task List_ByAHead_HasTheOwnUnitsAlone()
    {
        var town = new Town(service);
        await town.PublishAsync(town.Due(7, new UnratedUnit(town.Unit, 12), new UnratedUnit(town.OtherUnit, 1)));
        var head = new NoticeService.NoticeServiceClient(town.ChannelOf(town.HeadToken()));

        var own = await head.ListHeadNoticesAsync(new() { CityId = $"{town.Id}" });
        var denied = await Assert.ThrowsAsync<RpcException>(async () => await head.ListHeadNoticesAsync(new() { UnitId = $"{town.OtherUnit}" }));

        Assert.Equal($"{town.Unit}", Assert.Single(own.Notices).UnitId);
        Assert.Equal(StatusCode.PermissionDenied, denied.StatusCode);
    }

    [Fact]
    public async Task List_NeitherCityNorUnit_IsRefusedByName()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await service.Notices.ListHeadNoticesAsync(new()));

        Assert.Equal((StatusCode.InvalidArgument, "city_id: is required unless unit_id is given"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Due_WithoutUnits_IsADeadLetter()
    {
        service.Running.Log.Expect(nameof(MalformedEventException));
        await service.Broker.PublishAsync(Guid.NewGuid(), new Town(service).Due(7));

        Assert.Single(await service.Broker.TakeAsync(QueueName.For<RatingsDue>("notification") + "_error", 1));
    }
}
