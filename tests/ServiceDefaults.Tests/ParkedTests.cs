using Grpc.Core;
using Workforce.Messaging.V1;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>Parked messages are listed, retried and dropped exactly; nothing that is in a message is shown.</summary>
[Collection(Servers.Name)]
public sealed class ParkedTests(TestServers servers) : IAsyncLifetime
{
    private const string Queue = "contract.city-registered";

    private static readonly CityRegistered Kupang = new(Guid.CreateVersion7(), 1, "kupang", "Kota Kupang", "Asia/Makassar");
    private static readonly ParkedSelection All = new() { All = true };

    private readonly Broker _broker = new(servers.RabbitMq);
    private readonly Wire _wire = new(servers.RabbitMq);
    private volatile bool _isMended;
    private Exception _fault = new UnfitEventException(nameof(CityRegistered), Kupang.CityId, "zone is missing");
    private Heard _heard = null!;
    private Station _station = null!;

    public async Task InitializeAsync()
    {
        await _broker.ForgetAsync();
        _heard = new Heard { OnDelivery = _ => { if (!_isMended) throw _fault; } };
        await StartAsync();
    }

    public async Task DisposeAsync() => await _station.DisposeAsync();

    [Fact]
    public async Task List_FaultedMessage_IsToldWithoutItsBody()
    {
        var started = TimeProvider.System.GetUtcNow();
        var id = Guid.NewGuid();
        await ParkAsync(id);

        var parked = Assert.Single(await _station.ListAsync());

        Assert.Equal((Queue, ParkedPlace.Error, $"{id}"), (parked.Queue, parked.Place, parked.MessageId));
        Assert.Equal("Workforce.Registry.Events.CityRegistered", parked.EventType);
        Assert.Equal(typeof(UnfitEventException).FullName, parked.ExceptionType);
        Assert.Equal($"CityRegistered '{Kupang.CityId}': zone is missing", parked.Reason);
        Assert.InRange(parked.ParkedAt.ToDateTimeOffset(), started.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.True(parked.SizeBytes > 100);
    }

    [Fact]
    public async Task List_ForeignException_TellsItsTypeOnly()
    {
        _fault = new FormatException("'Budi Santoso' is not a city");
        await ParkAsync(Guid.NewGuid());

        var parked = Assert.Single(await _station.ListAsync());

        Assert.Equal(("System.FormatException", ""), (parked.ExceptionType, parked.Reason));
    }

    [Theory]
    [InlineData("""["Budi Santoso"]""", "System.Text.Json.JsonException", "at $")]
    [InlineData("""{"cityId":"Budi Santoso"}""", "System.FormatException", "")]
    [InlineData("""{"version":{"Budi":5371062412649001}}""", "System.InvalidOperationException", "")]
    [InlineData("""{"Budi":5371062412649001,"Santoso":Budi}""", "System.Text.Json.JsonReaderException", "")]
    public async Task List_MalformedJson_TellsNothingOfItsValues(string message, string exceptionType, string reason)
    {
        await _wire.PublishJsonAsync<CityRegistered>(Guid.NewGuid(), message);
        await ParkedAsync(1);

        var parked = Assert.Single(await _station.ListAsync());

        Assert.Equal((exceptionType, reason), (parked.ExceptionType, parked.Reason));
        Assert.DoesNotContain("Budi", $"{parked}", StringComparison.Ordinal);
        Assert.DoesNotContain("Santoso", $"{parked}", StringComparison.Ordinal);
        Assert.DoesNotContain("5371062412649001", $"{parked}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NewerVersionOfAnEvent_IsSkippedAndToldOf()
    {
        var id = Guid.NewGuid();
        await _wire.SendJsonAsync(Queue, "Workforce.Registry.Events.V2:CityRegistered", id, "{}");
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_skipped") == 1, "it is skipped");

        var parked = Assert.Single(await _station.ListAsync());

        Assert.Equal((ParkedPlace.Skipped, $"{id}"), (parked.Place, parked.MessageId));
        Assert.Equal("Workforce.Registry.Events.V2.CityRegistered", parked.EventType);
        Assert.Contains("this version of it", parked.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MessageThatCrashesItsListener_IsDeadAndCanBeRetried()
    {
        await StartAgainAsync(listens: false);
        var id = Guid.NewGuid();
        await _wire.PublishAsync(id, Kupang);
        for (var crashes = 0; await _broker.CrashOnAsync(Queue); crashes++)
            Assert.InRange(crashes, 0, 200);
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_dead") == 1, "RabbitMQ gives it up");
        _isMended = true;
        await StartAgainAsync();

        var parked = Assert.Single(await _station.ListAsync());
        var reply = await _station.RetryAsync(All);

        Assert.Equal((ParkedPlace.Dead, $"{id}"), (parked.Place, parked.MessageId));
        Assert.NotNull(parked.ParkedAt);
        Assert.Equal(1, reply.Retried);
        await Eventually.HoldsAsync(() => _heard.Handled.Count == 1, "it is handled");
    }

    [Fact]
    public async Task List_ManyTimes_LosesNothing()
    {
        await ParkAsync(Guid.NewGuid());
        await ParkAsync(Guid.NewGuid());
        await _wire.SendJsonAsync(Queue, "Workforce.Registry.Events.V2:CityRegistered", Guid.NewGuid(), "{}");
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_skipped") == 1, "it is skipped");

        // More often than the limit of deliveries that the queues have which are not for parking.
        var first = await _station.ListAsync();
        for (var look = 0; look < 130; look++)
            Assert.Equal(first, await _station.ListAsync());
        Assert.Equal([ParkedPlace.Error, ParkedPlace.Error, ParkedPlace.Skipped], first.Select(parked => parked.Place));
    }

    [Fact]
    public async Task List_MoreThanTheLimit_TellsHowManyMore()
    {
        for (var i = 0; i < 3; i++)
            await ParkAsync(Guid.NewGuid());

        var reply = await _station.Parked.ListParkedAsync(new ListParkedRequest { Limit = 2, Queue = Queue });

        Assert.Equal((2, 1), (reply.Messages.Count, reply.More));
    }

    [Fact]
    public async Task Retry_OnceMended_IsHandledOnceUnderItsOwnId()
    {
        var id = Guid.NewGuid();
        await ParkAsync(id);
        _isMended = true;

        var reply = await _station.RetryAsync(Of(id));

        Assert.Equal((1, 0), (reply.Retried, reply.Refused));
        await Eventually.HoldsAsync(() => _heard.Handled.Count == 1, "it is handled");
        // Had it come back under another id, the inbox would not know it.
        await _wire.PublishAsync(id, Kupang);
        await Eventually.HoldsAsync(() => _heard.Deliveries == 3, "the same comes again");
        Assert.Equal(Kupang, Assert.Single(_heard.Handled));
        Assert.Empty(await _station.ListAsync());
    }

    [Fact]
    public async Task Retry_NotMended_IsParkedAgainWithOneReason()
    {
        await ParkAsync(Guid.NewGuid());
        _fault = new UnfitEventException(nameof(CityRegistered), Kupang.CityId, "still missing");

        Assert.Equal(1, (await _station.RetryAsync(All)).Retried);

        await ParkedAsync(1);
        Assert.EndsWith("still missing", Assert.Single(await _station.ListAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(2, _heard.Deliveries);
    }

    [Fact]
    public async Task Retry_OneOfSeveral_LeavesTheOthersInTheirOrder()
    {
        var ids = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in ids)
            await ParkAsync(id);
        _isMended = true;

        Assert.Equal(1, (await _station.RetryAsync(Of(ids[1]))).Retried);

        Assert.Equal([$"{ids[0]}", $"{ids[2]}", $"{ids[3]}"], (await _station.ListAsync()).Select(parked => parked.MessageId));
    }

    [Fact]
    public async Task Retry_QueueGone_IsRefusedAndStaysParked()
    {
        await ParkAsync(Guid.NewGuid());
        // A listener would declare its queue anew at once.
        await StartAgainAsync(listens: false);
        await _broker.DeleteAsync(Queue);

        var reply = await _station.RetryAsync(new ParkedSelection { Queue = Queue });

        Assert.Equal((0, 1), (reply.Retried, reply.Refused));
        Assert.Single(await _station.ListAsync());
    }

    [Fact]
    public async Task Drop_OneOfTwo_LeavesTheOther()
    {
        var (dropped, kept) = (Guid.NewGuid(), Guid.NewGuid());
        await ParkAsync(dropped);
        await ParkAsync(kept);

        Assert.Equal(1, await _station.DropAsync(Of(dropped)));

        Assert.Equal($"{kept}", Assert.Single(await _station.ListAsync()).MessageId);
        Assert.Equal(1, await _station.DropAsync(All));
        Assert.Equal(0, await _station.DropAsync(All));
    }

    [Fact]
    public async Task Operators_SideBySideWhileMoreIsParked_SettleEachMessageOnce()
    {
        const int Parked = 60;
        for (var i = 0; i < Parked; i++)
            await _wire.PublishAsync(Guid.NewGuid(), Kupang with { CityId = Guid.NewGuid() });
        await ParkedAsync(Parked);
        var more = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await _wire.SendJsonAsync(Queue, "Workforce.Registry.Events.V2:CityRegistered", Guid.NewGuid(), "{}");
        });
        _isMended = true;

        var retries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _station.RetryAsync(All)));
        await more;
        await Eventually.HoldsAsync(() => _heard.Handled.Count == Parked, "all are handled");
        await Eventually.HoldsAsync(async () => (await _station.ListAsync()).Count == 20, "what nobody knows is parked again");

        Assert.True(retries.Sum(reply => reply.Retried) >= Parked);
        Assert.Equal(Parked, _heard.Handled.Select(city => city.CityId).Distinct().Count());
        Assert.Equal(2 * Parked, _heard.Deliveries);
    }

    [Fact]
    public async Task Retry_CallsThatBreakOff_LoseAndDoubleNothing()
    {
        const int Parked = 60;
        for (var i = 0; i < Parked; i++)
            await _wire.PublishAsync(Guid.NewGuid(), Kupang with { CityId = Guid.NewGuid() });
        await ParkedAsync(Parked);
        _isMended = true;

        var brokenOff = 0;
        for (var patience = TimeSpan.FromMilliseconds(25); brokenOff < 20; brokenOff++, patience *= 1.5)
        {
            try
            {
                await _station.Parked.RetryParkedAsync(
                    new RetryParkedRequest { Selection = All }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + patience);
                break;
            }
            catch (RpcException)
            {
            }
        }

        Assert.InRange(brokenOff, 1, 19);
        await Eventually.HoldsAsync(() => _heard.Handled.Select(city => city.CityId).Distinct().Count() == Parked, "all are handled");
        Assert.Equal(Parked, _heard.Handled.Count);
        Assert.Empty(await _station.ListAsync());
    }

    [Fact]
    public async Task Selection_LeftOut_IsRefused()
    {
        await ParkAsync(Guid.NewGuid());
        ParkedSelection?[] selections =
        [
            null, new(), new() { All = false }, new() { Queue = "" }, new() { Ids = new ParkedIds() }, new() { Ids = new ParkedIds { MessageIds = { "x" } } },
        ];

        foreach (var selection in selections)
        {
            var fault = await Assert.ThrowsAsync<RpcException>(
                async () => await _station.Parked.DropParkedAsync(new DropParkedRequest { Selection = selection }));
            Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        }

        var unknown = await Assert.ThrowsAsync<RpcException>(() => _station.DropAsync(new ParkedSelection { Queue = "contract.nothing" }));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        Assert.Contains(Queue, unknown.Status.Detail, StringComparison.Ordinal);
        Assert.Single(await _station.ListAsync());
    }

    private static ParkedSelection Of(Guid id) => new() { Ids = new ParkedIds { MessageIds = { $"{id}" } } };

    private async Task StartAsync(bool listens = true) =>
        _station = await Station.StartAsync(await servers.CreateDatabaseAsync(), servers.RabbitMq, _heard, listens);

    private async Task StartAgainAsync(bool listens = true)
    {
        await _station.DisposeAsync();
        await StartAsync(listens);
    }

    private async Task ParkAsync(Guid id)
    {
        var before = await _broker.CountAsync(Queue + "_error");
        await _wire.PublishAsync(id, Kupang);
        await ParkedAsync(before + 1);
    }

    private Task ParkedAsync(uint count) =>
        Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_error") == count, $"{count} parked");
}
