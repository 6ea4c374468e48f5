using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Outbox;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class OutboxTests(TestServers servers) : IAsyncLifetime
{
    private const string Queue = "contract.city-registered";

    private readonly Broker _broker = servers.Broker;

    public Task InitializeAsync() => _broker.DeleteQueuesAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Commit_SubscriberHasNeverStarted_MessageWaitsInItsQueue()
    {
        await using var service = await StartAsync();

        await service.PublishAsync(Guid.NewGuid(), Kupang(1));

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 1, "the message waits");
        await Eventually.HoldsAsync(async () => await service.CountUnsentAsync() == 0, "it is marked sent");
    }

    [Fact]
    public async Task Dispose_WithoutCommit_PublishesNothing()
    {
        await using var service = await StartAsync();
        await using (var work = await service.BeginAsync())
            work.Publish(Guid.NewGuid(), Kupang(1));
        await service.PublishAsync(Guid.NewGuid(), Kupang(2));

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) > 0, "the committed one is there");
        Assert.Equal(1u, await _broker.CountAsync(Queue));
    }

    [Fact]
    public async Task Commit_SameIdTwice_IsPublishedOnce()
    {
        await using var service = await StartAsync();
        var id = Guid.NewGuid();

        await service.PublishAsync(id, Kupang(1));
        await service.PublishAsync(id, Kupang(1));
        await service.PublishAsync(Guid.NewGuid(), Kupang(2));

        await Eventually.HoldsAsync(async () => await service.CountUnsentAsync() == 0, "all is sent");
        Assert.Equal(2u, await _broker.CountAsync(Queue));
    }

    [Fact]
    public async Task Commit_QueueWasDeleted_ReturnIsSeenAndTheMessageArrivesAfterAll()
    {
        await using var service = await StartAsync();
        await service.PublishAsync(Guid.NewGuid(), Kupang(1));
        await Eventually.HoldsAsync(async () => await service.CountUnsentAsync() == 0, "the first is sent");

        service.Log.Expect("were not confirmed and will be published again");
        service.Log.Expect("The message was returned by RabbitMQ");
        await _broker.DeleteAsync(Queue);
        await service.PublishAsync(Guid.NewGuid(), Kupang(2));

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 1, "the queue is declared anew and has it");
        await Eventually.HoldsAsync(async () => await service.CountUnsentAsync() == 0, "only then is it marked sent");
    }

    [Fact]
    public async Task Republish_SentMessage_IsPublishedAgainUnderItsId()
    {
        await using var service = await StartAsync();
        var id = Guid.NewGuid();
        await service.PublishAsync(id, Kupang(1));
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 1, "it is sent");
        await Eventually.HoldsAsync(async () => await service.CountUnsentAsync() == 0, "and marked");

        await using (var work = await service.BeginAsync())
        {
            Assert.Equal(1, await OutboxWriter.RepublishAsync(work, [id], CancellationToken.None));
            await work.CommitAsync(CancellationToken.None);
        }

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 2, "it is sent again");
    }

    private Task<TestService> StartAsync() => MessagingService.StartAsync(servers);

    private static CityRegistered Kupang(long version) =>
        new(Guid.CreateVersion7(), version, "kupang", "Kota Kupang", "Asia/Makassar");
}
