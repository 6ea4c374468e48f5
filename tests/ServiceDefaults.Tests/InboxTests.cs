using System.Net.Sockets;
using MassTransit;
using Workforce.Registry.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class InboxTests(TestServers servers) : IAsyncLifetime
{
    private const string Queue = "contract.city-registered";
    private const string Answers = "contract.contracts-registered";

    private static readonly CityRegistered Kupang = new(Guid.CreateVersion7(), 1, "kupang", "Kota Kupang", "Asia/Makassar");

    private readonly Broker _broker = new(servers.RabbitMq);
    private string _database = "";

    public async Task InitializeAsync()
    {
        await _broker.ForgetAsync();
        _database = await servers.CreateDatabaseAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Once_SameMessageAgain_IsHandledOnceAndAnsweredAgain()
    {
        var heard = new Heard();
        await using var speaker = await StartAsync(heard);
        var id = Guid.NewGuid();
        await speaker.AnnounceAsync(id, Kupang);
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == 1, "it is answered");
        await Eventually.HoldsAsync(async () => await speaker.CountUnsentAsync() == 0, "all is sent");

        await using (var work = await speaker.Database.BeginAsync(CancellationToken.None))
        {
            await Storage.Outbox.SendAgainAsync(work, [id], CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == 2, "it is answered again");
        Assert.Equal(2, heard.Deliveries);
        Assert.Single(heard.Handled);
    }

    [Fact]
    public async Task Consume_SomethingUnreachable_IsRetriedAndParksNothing()
    {
        var heard = new Heard { OnDelivery = number => { if (number < 4) throw new SocketException((int)SocketError.ConnectionRefused); } };
        await using var speaker = await StartAsync(heard);

        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang);

        await Eventually.HoldsAsync(() => heard.Handled.Count == 1, "it is handled at the fourth try");
        Assert.Equal(0u, await _broker.CountAsync(Queue + "_error"));
    }

    [Fact]
    public async Task Consume_MessagesOwnFault_IsParkedAtOnceAndAlone()
    {
        var heard = new Heard { OnDelivery = number => { if (number == 1) throw new FormatException("not a city"); } };
        await using var speaker = await StartAsync(heard);

        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang);
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_error") == 1, "the first is parked");
        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang with { Version = 2 });

        await Eventually.HoldsAsync(() => heard.Handled.Count == 1, "the second is handled");
        Assert.Equal(2, heard.Deliveries);
        Assert.Equal(1u, await _broker.CountAsync(Queue + "_error"));
    }

    [Fact]
    public async Task Once_ManyWaiting_AreHandledTogether()
    {
        const int Messages = 200;
        var heard = new Heard { OnHandling = _ => Task.Delay(TimeSpan.FromMilliseconds(10)) };
        await using var speaker = await StartAsync(heard);

        for (var version = 1; version <= Messages; version++)
            await speaker.AnnounceAsync(Guid.NewGuid(), Kupang with { Version = version });

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == Messages, "all are answered");
        var (handled, transactions) = await speaker.CountHandledAsync();
        Assert.Equal(Messages, handled);
        Assert.InRange(heard.Together.Count, 1, Messages / 4);
        Assert.Equal(Messages, heard.Together.Sum());
        Assert.InRange(transactions, 1, Messages / 4);
    }

    [Fact]
    public async Task Once_OneOfManyFails_ParksItAloneAndHandlesTheRest()
    {
        const int Messages = 100;
        const int Bad = 57;
        await using var speaker = await StartAsync(new Heard
        {
            OnHandling = async city =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
                if (city.Version == Bad)
                    throw new FormatException("not a city");
            },
        });

        for (var version = 1; version <= Messages; version++)
            await speaker.AnnounceAsync(Guid.NewGuid(), Kupang with { Version = version });

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Answers) == Messages - 1, "the rest is answered");
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue + "_error") == 1, "the bad one is parked");
        Assert.Equal(Messages - 1, (await speaker.CountHandledAsync()).Messages);
    }

    private Task<Speaker> StartAsync(Heard heard) => Speaker.StartAsync(
        _database, servers.RabbitMq, heard, bus => bus.AddConsumer<Listener, ListenerDefinition>());
}
