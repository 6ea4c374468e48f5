using Grpc.Core;
using Workforce.Messaging.V1;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>Dead letters are listed, requeued and dropped exactly; nothing that is in a message is shown.</summary>
[Collection(Servers.Name)]
public sealed class DeadLetterTests(TestServers servers) : IAsyncLifetime
{
    private const string Queue = "contract.city-registered";

    private static readonly CityRegistered Kupang = new(Guid.CreateVersion7(), 1, "kupang", "Kota Kupang", "Asia/Makassar");
    private static readonly DeadLetterSelection All = new() { All = true };

    private readonly Broker _broker = servers.Broker;
    private volatile bool _isMended;
    private Exception _fault = new MalformedEventException(nameof(CityRegistered), Kupang.CityId, "zone is missing");
    private Received _received = null!;
    private TestService _service = null!;

    public async Task InitializeAsync()
    {
        await _broker.DeleteQueuesAsync();
        _received = new Received { OnDelivery = _ => { if (!_isMended) throw _fault; } };
        await StartAsync();
    }

    public async Task DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task List_FaultedMessage_IsShownWithoutItsBody()
    {
        var started = TimeProvider.System.GetUtcNow();
        var id = Guid.NewGuid();
        await DeadLetterAsync(id);

        var deadLetter = Assert.Single(await _service.ListAsync());

        Assert.Equal((Queue, DeadLetterCause.Error, $"{id}"), (deadLetter.Queue, deadLetter.Cause, deadLetter.MessageId));
        Assert.Equal("Workforce.Registry.Events.CityRegistered", deadLetter.EventType);
        Assert.Equal(typeof(MalformedEventException).FullName, deadLetter.ExceptionType);
        Assert.Equal($"CityRegistered '{Kupang.CityId}': zone is missing", deadLetter.Reason);
        Assert.InRange(deadLetter.DeadLetteredAt.ToDateTimeOffset(), started.AddSeconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1));
        Assert.True(deadLetter.SizeBytes > 100);
    }

    [Fact]
    public async Task List_ForeignException_ShowsItsTypeAlone()
    {
        _fault = new FormatException("'Budi Santoso' is not a city");
        await DeadLetterAsync(Guid.NewGuid());

        var deadLetter = Assert.Single(await _service.ListAsync());

        Assert.Equal((typeof(UnexpectedFailureException).FullName, "System.FormatException"), (deadLetter.ExceptionType, deadLetter.Reason));
    }

    [Theory]
    [InlineData("""["Budi Santoso"]""", "CityRegistered: at $, which has a wrong type")]
    [InlineData("""{"cityId":"Budi Santoso"}""", "CityRegistered: at $.cityId, which has a wrong form")]
    [InlineData("""{"version":{"Budi":5371062412649001}}""", "CityRegistered: at $.version, which has a wrong type")]
    [InlineData("""{"Budi":5371062412649001,"Santoso":Budi}""", "the envelope: is not JSON from line 1, byte 169")]
    public async Task List_MalformedJson_SaysWhereAndWhatKindAndNothingOfItsValues(string message, string reason)
    {
        await _broker.PublishJsonAsync<CityRegistered>(Guid.NewGuid(), message);
        await DeadLettersAsync(1);

        var deadLetter = Assert.Single(await _service.ListAsync());

        Assert.Equal((typeof(UnreadableEventException).FullName, reason), (deadLetter.ExceptionType, deadLetter.Reason));
        Assert.DoesNotContain("Budi", $"{deadLetter}", StringComparison.Ordinal);
        Assert.DoesNotContain("Santoso", $"{deadLetter}", StringComparison.Ordinal);
        Assert.DoesNotContain("5371062412649001", $"{deadLetter}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NewerVersionOfAnEvent_IsSkippedAndShown()
    {
        var id = Guid.NewGuid();
        await _broker.SendJsonAsync(Queue, "Workforce.Registry.Events.V2:CityRegistered", id, "{}");
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_skipped") == 1, "it is skipped");

        var deadLetter = Assert.Single(await _service.ListAsync());

        Assert.Equal((DeadLetterCause.Skipped, $"{id}"), (deadLetter.Cause, deadLetter.MessageId));
        Assert.Equal("Workforce.Registry.Events.V2.CityRegistered", deadLetter.EventType);
        Assert.Contains("this version of it", deadLetter.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_MessageThatCrashesItsConsumer_IsADeadLetterAndCanBeRequeued()
    {
        await StartAgainAsync(consumes: false);
        var id = Guid.NewGuid();
        await _broker.PublishAsync(id, Kupang);
        for (var crashes = 0; await _broker.CrashOnAsync(Queue); crashes++)
            Assert.InRange(crashes, 0, 200);
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_dead") == 1, "RabbitMQ dead-letters it");
        _isMended = true;
        await StartAgainAsync();

        var deadLetter = Assert.Single(await _service.ListAsync());
        var reply = await _service.RequeueAsync(All);

        Assert.Equal((DeadLetterCause.DeliveryLimit, $"{id}"), (deadLetter.Cause, deadLetter.MessageId));
        Assert.NotNull(deadLetter.DeadLetteredAt);
        Assert.Equal(1, reply.Requeued);
        await Eventually.HoldsAsync(() => _received.Handled.Count == 1, "it is handled");
    }

    [Fact]
    public async Task List_ManyTimes_LosesNothing()
    {
        await DeadLetterAsync(Guid.NewGuid());
        await DeadLetterAsync(Guid.NewGuid());
        await _broker.SendJsonAsync(Queue, "Workforce.Registry.Events.V2:CityRegistered", Guid.NewGuid(), "{}");
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_skipped") == 1, "it is skipped");

        // More often than the limit of deliveries that the queues have which are not for dead-lettering.
        var first = await _service.ListAsync();
        for (var look = 0; look < 130; look++)
            Assert.Equal(first, await _service.ListAsync());
        Assert.Equal([DeadLetterCause.Error, DeadLetterCause.Error, DeadLetterCause.Skipped], first.Select(deadLetter => deadLetter.Cause));
    }

    [Fact]
    public async Task List_MoreThanTheLimit_SaysHowManyMore()
    {
        for (var i = 0; i < 3; i++)
            await DeadLetterAsync(Guid.NewGuid());

        var reply = await _service.DeadLetters().ListDeadLettersAsync(new ListDeadLettersRequest { Limit = 2, Queue = Queue });

        Assert.Equal((2, 1), (reply.DeadLetters.Count, reply.More));
    }

    [Fact]
    public async Task Requeue_OnceMended_IsHandledOnceUnderItsOwnId()
    {
        var id = Guid.NewGuid();
        await DeadLetterAsync(id);
        _isMended = true;

        var reply = await _service.RequeueAsync(Of(id));

        Assert.Equal((1, 0), (reply.Requeued, reply.Refused));
        await Eventually.HoldsAsync(() => _received.Handled.Count == 1, "it is handled");
        // Had it come back under another id, the inbox would not know it.
        await _broker.PublishAsync(id, Kupang);
        await Eventually.HoldsAsync(() => _received.Deliveries == 3, "the same comes again");
        Assert.Equal(Kupang, Assert.Single(_received.Handled));
        Assert.Empty(await _service.ListAsync());
    }

    [Fact]
    public async Task Requeue_NotMended_IsDeadLetteredAgainWithOneReason()
    {
        await DeadLetterAsync(Guid.NewGuid());
        _fault = new MalformedEventException(nameof(CityRegistered), Kupang.CityId, "still missing");

        Assert.Equal(1, (await _service.RequeueAsync(All)).Requeued);

        await DeadLettersAsync(1);
        Assert.EndsWith("still missing", Assert.Single(await _service.ListAsync()).Reason, StringComparison.Ordinal);
        Assert.Equal(2, _received.Deliveries);
    }

    [Fact]
    public async Task Requeue_OneOfSeveral_LeavesTheOthersInTheirOrder()
    {
        var ids = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        foreach (var id in ids)
            await DeadLetterAsync(id);
        _isMended = true;

        Assert.Equal(1, (await _service.RequeueAsync(Of(ids[1]))).Requeued);

        Assert.Equal([$"{ids[0]}", $"{ids[2]}", $"{ids[3]}"], (await _service.ListAsync()).Select(deadLetter => deadLetter.MessageId));
    }

    [Fact]
    public async Task Requeue_QueueGone_IsRefusedAndStaysADeadLetter()
    {
        await DeadLetterAsync(Guid.NewGuid());
        // A consumer would declare its queue anew.
        await StartAgainAsync(consumes: false);
        await _broker.DeleteAsync(Queue);

        var reply = await _service.RequeueAsync(new DeadLetterSelection { Queue = Queue });

        Assert.Equal((0, 1), (reply.Requeued, reply.Refused));
        Assert.Single(await _service.ListAsync());
    }

    [Fact]
    public async Task Drop_OneOfTwo_LeavesTheOther()
    {
        var (dropped, kept) = (Guid.NewGuid(), Guid.NewGuid());
        await DeadLetterAsync(dropped);
        await DeadLetterAsync(kept);

        Assert.Equal(1, await _service.DropAsync(Of(dropped)));

        Assert.Equal($"{kept}", Assert.Single(await _service.ListAsync()).MessageId);
        Assert.Equal(1, await _service.DropAsync(All));
        Assert.Equal(0, await _service.DropAsync(All));
    }

    [Fact]
    public async Task Operators_SideBySideWhileMoreIsDeadLettered_SettleEachMessageOnce()
    {
        const int DeadLetters = 60;
        for (var i = 0; i < DeadLetters; i++)
            await _broker.PublishAsync(Guid.NewGuid(), Kupang with { CityId = Guid.NewGuid() });
        await DeadLettersAsync(DeadLetters);
        var more = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
                await _broker.SendJsonAsync(Queue, "Workforce.Registry.Events.V2:CityRegistered", Guid.NewGuid(), "{}");
        });
        _isMended = true;

        var retries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _service.RequeueAsync(All)));
        await more;
        await Eventually.HoldsAsync(() => _received.Handled.Count == DeadLetters, "all are handled");
        await Eventually.HoldsAsync(async () => (await _service.ListAsync()).Count == 20, "the unknown are dead-lettered again");

        Assert.True(retries.Sum(reply => reply.Requeued) >= DeadLetters);
        Assert.Equal(DeadLetters, _received.Handled.Select(city => city.CityId).Distinct().Count());
        Assert.Equal(2 * DeadLetters, _received.Deliveries);
    }

    [Fact]
    public async Task Requeue_CallsThatBreakOff_LoseAndDuplicateNothing()
    {
        const int DeadLetters = 60;
        for (var i = 0; i < DeadLetters; i++)
            await _broker.PublishAsync(Guid.NewGuid(), Kupang with { CityId = Guid.NewGuid() });
        await DeadLettersAsync(DeadLetters);
        _isMended = true;

        var brokenOff = 0;
        for (var timeout = TimeSpan.FromMilliseconds(25); brokenOff < 20; brokenOff++, timeout *= 1.5)
        {
            try
            {
                await _service.DeadLetters().RequeueDeadLettersAsync(
                    new RequeueDeadLettersRequest { Selection = All }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + timeout);
                break;
            }
            catch (RpcException)
            {
            }
        }

        Assert.InRange(brokenOff, 1, 19);
        await Eventually.HoldsAsync(() => _received.Handled.Select(city => city.CityId).Distinct().Count() == DeadLetters, "all are handled");
        Assert.Equal(DeadLetters, _received.Handled.Count);
        Assert.Empty(await _service.ListAsync());
    }

    [Fact]
    public async Task Selection_LeftOut_IsRefused()
    {
        await DeadLetterAsync(Guid.NewGuid());
        DeadLetterSelection?[] selections =
        [
            null, new(), new() { All = false }, new() { Queue = "" }, new() { Ids = new DeadLetterIds() }, new() { Ids = new DeadLetterIds { MessageIds = { "x" } } },
        ];

        foreach (var selection in selections)
        {
            var fault = await Assert.ThrowsAsync<RpcException>(
                async () => await _service.DeadLetters().DropDeadLettersAsync(new DropDeadLettersRequest { Selection = selection }));
            Assert.Equal(StatusCode.InvalidArgument, fault.StatusCode);
        }

        var unknown = await Assert.ThrowsAsync<RpcException>(() => _service.DropAsync(new DeadLetterSelection { Queue = "contract.nothing" }));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
        Assert.Contains(Queue, unknown.Status.Detail, StringComparison.Ordinal);
        Assert.Single(await _service.ListAsync());
    }

    private static DeadLetterSelection Of(Guid id) => new() { Ids = new DeadLetterIds { MessageIds = { $"{id}" } } };

    private async Task StartAsync(bool consumes = true)
    {
        _service = await MessagingService.StartAsync(servers, consumes ? _received : null);
        // MassTransit logs each message that it dead-letters as an error, with the queue.
        _service.Log.Expect(Queue);
    }

    private async Task StartAgainAsync(bool consumes = true)
    {
        await _service.DisposeAsync();
        await StartAsync(consumes);
    }

    private async Task DeadLetterAsync(Guid id)
    {
        var before = await _broker.CountAsync(Queue + "_error");
        await _broker.PublishAsync(id, Kupang);
        await DeadLettersAsync(before + 1);
    }

    private Task DeadLettersAsync(uint count) =>
        Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_error") == count, $"{count} dead-lettered");
}
