using System.Net.Sockets;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class InboxTests(TestServers servers) : IAsyncLifetime
{
    private const string Queue = "contract.city-registered";
    private const string Answers = "contract.contracts-registered";

    private static readonly CityRegistered Kupang = new(Guid.CreateVersion7(), 1, "kupang", "Kota Kupang", "Asia/Makassar");

    private readonly Broker _broker = servers.Broker;

    public Task InitializeAsync() => _broker.DeleteQueuesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Handle_Duplicate_IsHandledOnceAndAnsweredAgain()
    {
        var received = new Received();
        await using var service = await StartAsync(received);
        var id = Guid.NewGuid();
        await service.PublishAsync(id, Kupang);
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == 1, "it is answered");
        await Eventually.HoldsAsync(async () => await service.CountUnsentAsync() == 0, "all is sent");

        await using (var work = await service.BeginAsync())
        {
            await OutboxWriter.RepublishAsync(work, [id], CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == 2, "it is answered again");
        Assert.Equal(2, received.Deliveries);
        Assert.Single(received.Handled);
    }

    [Fact]
    public async Task Consume_SomethingUnreachable_IsRetriedAndDeadLettersNothing()
    {
        var received = new Received { OnDelivery = number => { if (number < 4) throw new SocketException((int)SocketError.ConnectionRefused); } };
        await using var service = await StartAsync(received);

        await service.PublishAsync(Guid.NewGuid(), Kupang);

        await Eventually.HoldsAsync(() => received.Handled.Count == 1, "it is handled at the fourth try");
        Assert.Equal(0u, await _broker.CountAsync(Queue + "_error"));
    }

    [Fact]
    public async Task Consume_MessagesOwnFault_IsDeadLetteredWithoutRetryAndAlone()
    {
        var received = new Received { OnDelivery = number => { if (number == 1) throw new FormatException("not a city"); } };
        await using var service = await StartAsync(received);
        service.Log.Expect(nameof(FormatException));

        await service.PublishAsync(Guid.NewGuid(), Kupang);
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_error") == 1, "the first is dead-lettered");
        await service.PublishAsync(Guid.NewGuid(), Kupang with { Version = 2 });

        await Eventually.HoldsAsync(() => received.Handled.Count == 1, "the second is handled");
        Assert.Equal(2, received.Deliveries);
        Assert.Equal(1u, await _broker.CountAsync(Queue + "_error"));
    }

    [Fact]
    public async Task Handle_ManyWaiting_AreHandledTogether()
    {
        const int Messages = 200;
        var received = new Received { OnHandling = _ => Task.Delay(TimeSpan.FromMilliseconds(10)) };
        await using var service = await StartAsync(received);

        for (var version = 1; version <= Messages; version++)
            await service.PublishAsync(Guid.NewGuid(), Kupang with { Version = version });

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == Messages, "all are answered");
        var transactions = await service.ScalarAsync<long>("select count(distinct xmin::text) from inbox");
        Assert.Equal(Messages, await CountHandledAsync(service));
        Assert.InRange(received.Together.Count, 1, Messages / 4);
        Assert.Equal(Messages, received.Together.Sum());
        Assert.InRange(transactions, 1, Messages / 4);
    }

    [Fact]
    public async Task Handle_OneOfManyFails_DeadLettersItAloneAndHandlesTheRest()
    {
        const int Messages = 100;
        const int Bad = 57;
        await using var service = await StartAsync(new Received
        {
            OnHandling = async city =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
                if (city.Version == Bad)
                    throw new FormatException("not a city");
            },
        });
        service.Log.Expect(nameof(FormatException));

        for (var version = 1; version <= Messages; version++)
            await service.PublishAsync(Guid.NewGuid(), Kupang with { Version = version });

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == Messages - 1, "the rest is answered");
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_error") == 1, "the bad one is dead-lettered");
        Assert.Equal(Messages - 1, await CountHandledAsync(service));
    }

    private static Task<long> CountHandledAsync(TestService service) => service.ScalarAsync<long>("select count(*) from inbox");

    private Task<TestService> StartAsync(Received received) => MessagingService.StartAsync(servers, received);
}
