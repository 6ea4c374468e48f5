using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Storage;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

[Collection(Servers.Name)]
public sealed class OutboxTests(TestServers servers) : IAsyncLifetime
{
    private const string Queue = "contract.city-registered";

    private readonly Broker _broker = new(servers.RabbitMq);
    private string _database = "";

    public async Task InitializeAsync()
    {
        await _broker.ForgetAsync();
        _database = await servers.CreateDatabaseAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Commit_ListenerHasNeverStarted_MessageWaitsInItsQueue()
    {
        await using var speaker = await StartAsync();

        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang(1));

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 1, "the message waits");
        await Eventually.HoldsAsync(async () => await speaker.CountUnsentAsync() == 0, "it is marked sent");
    }

    [Fact]
    public async Task Dispose_WithoutCommit_NothingIsSaid()
    {
        await using var speaker = await StartAsync();
        await using (var work = await speaker.Database.BeginAsync(CancellationToken.None))
            work.Announce(Guid.NewGuid(), Kupang(1));
        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang(2));

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) > 0, "the committed one is there");
        Assert.Equal(1u, await _broker.CountAsync(Queue));
    }

    [Fact]
    public async Task Commit_SameIdTwice_IsSaidOnce()
    {
        await using var speaker = await StartAsync();
        var id = Guid.NewGuid();

        await speaker.AnnounceAsync(id, Kupang(1));
        await speaker.AnnounceAsync(id, Kupang(1));
        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang(2));

        await Eventually.HoldsAsync(async () => await speaker.CountUnsentAsync() == 0, "all is sent");
        Assert.Equal(2u, await _broker.CountAsync(Queue));
    }

    [Fact]
    public async Task Commit_QueueWasDeleted_ReturnIsSeenAndTheMessageArrivesAfterAll()
    {
        await using var speaker = await StartAsync();
        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang(1));
        await Eventually.HoldsAsync(async () => await speaker.CountUnsentAsync() == 0, "the first is sent");

        await _broker.DeleteAsync(Queue);
        await speaker.AnnounceAsync(Guid.NewGuid(), Kupang(2));

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 1, "the queue is declared anew and has it");
        await Eventually.HoldsAsync(async () => await speaker.CountUnsentAsync() == 0, "only then is it marked sent");
    }

    [Fact]
    public async Task SendAgain_SentMessage_IsSaidAgainUnderItsId()
    {
        await using var speaker = await StartAsync();
        var id = Guid.NewGuid();
        await speaker.AnnounceAsync(id, Kupang(1));
        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 1, "it is sent");
        await Eventually.HoldsAsync(async () => await speaker.CountUnsentAsync() == 0, "and marked");

        await using (var work = await speaker.Database.BeginAsync(CancellationToken.None))
        {
            Assert.Equal(1, await Outbox.SendAgainAsync(work, [id], CancellationToken.None));
            await work.CommitAsync(CancellationToken.None);
        }

        await Eventually.HoldsAsync(async () => await _broker.CountAsync(Queue) == 2, "it is sent again");
    }

    private Task<Speaker> StartAsync() => Speaker.StartAsync(_database, servers.RabbitMq);

    private static CityRegistered Kupang(long version) =>
        new(Guid.CreateVersion7(), version, "kupang", "Kota Kupang", "Asia/Makassar");
}
