using Npgsql;
using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Notification.Api;
using Workforce.Notification.Events;
using Workforce.Notification.V1;
using Workforce.ServiceDefaults.Messaging;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>The service, running, with its peers, for the tests of this project.</summary>
public sealed class NotificationService : IAsyncLifetime
{
    private readonly TestServers _servers = new();
    private string _database = "";
    private ServiceHost<NoticeEndpoint>? _host;

    public static string Expired { get; } = QueueName.For<ContractsExpired>("notification");

    public static string Requested { get; } = QueueName.For<EvaluationsRequested>("notification");

    /// <summary>Where Contract would find what was announced.</summary>
    public static string Issued { get; } = QueueName.For<NoticesIssued>("contract");

    /// <summary>Where Contract would find that heads were written to.</summary>
    public static string Written { get; } = QueueName.For<LettersIssued>("contract");

    internal Peers Peers { get; } = new();

    public Wire Wire => new(_servers.RabbitMq);

    public Broker Broker => new(_servers.RabbitMq);

    public NoticeService.NoticeServiceClient Notices => new(_host!.Channel);

    public LetterService.LetterServiceClient Letters => new(_host!.Channel);

    public async Task InitializeAsync()
    {
        await _servers.InitializeAsync();
        await Broker.ForgetAsync();
        _database = await _servers.CreateDatabaseAsync();
        await Peers.StartAsync();
        _host = Start();
    }

    /// <summary>Another process of the same service, as it were: same database, same queues.</summary>
    public ServiceHost<NoticeEndpoint> Start()
    {
        var host = new ServiceHost<NoticeEndpoint>(new Dictionary<string, string?>
        {
            ["ConnectionStrings:notification-db"] = _database,
            ["ConnectionStrings:messaging"] = _servers.RabbitMq,
            ["services:registry:grpc:0"] = $"{Peers.Address}",
            ["services:contract:grpc:0"] = $"{Peers.Address}",
            ["Clock:StartsAt"] = "2021-01-01T00:00:05+08:00",
        });
        host.StartServer();
        return host;
    }

    /// <summary>How many notices a cycle has, counted in the database itself.</summary>
    public Task<long> CountNoticesAsync(Guid cycleId) => CountAsync("select count(*) from notice where cycle_id = $1", cycleId);

    /// <summary>How many letters a cycle has, counted in the database itself.</summary>
    public Task<long> CountLettersAsync(Guid cycleId) => CountAsync("select count(*) from letter where cycle_id = $1", cycleId);

    /// <summary>Publishes a batch whose story the peers then know, and waits until the cycle has so many notices.</summary>
    internal async Task TellAsync(Story story, ContractsExpired batch, int notices)
    {
        Peers.Know(story);
        await Wire.PublishAsync(batch.BatchId, batch);
        await Eventually.HoldsAsync(async () => await CountNoticesAsync(story.Id) == notices, $"the cycle has {notices} notices");
    }

    /// <summary>The same for a batch of evaluation requests and letters.</summary>
    internal async Task WriteAsync(Story story, EvaluationsRequested batch, int letters)
    {
        Peers.Know(story);
        var messageId = Guid.NewGuid();
        await Wire.PublishAsync(messageId, batch);
        await Eventually.HoldsAsync(
            async () => await CountAsync("select count(*) from inbox where message_id = $1", messageId) == 1, "the message is handled");
        Assert.Equal(letters, await CountLettersAsync(story.Id));
    }

    /// <summary>Waits until so many messages are parked, and takes them.</summary>
    public async Task<IReadOnlyList<WireMessage>> ParkedAsync(string queue, int count)
    {
        await Eventually.HoldsAsync(async () => await Broker.CountAsync(queue + "_error") == count, $"{count} messages are parked");
        return await Wire.TakeAsync(queue + "_error");
    }

    /// <summary>Waits for the answer to a batch.</summary>
    public async Task<WireMessage> IssuedAsync(Guid batchId)
    {
        WireMessage? answer = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                var taken = await Wire.TakeAsync(Issued);
                answer ??= taken.FirstOrDefault(message => message.As<NoticesIssued>().BatchId == batchId);
                return answer is not null;
            },
            $"batch {batchId} is answered");
        return answer!;
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await Peers.DisposeAsync();
        await _servers.DisposeAsync();
    }

    private async Task<long> CountAsync(string sql, Guid id)
    {
        await using var source = NpgsqlDataSource.Create(_database + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>One service for the tests of this project.</summary>
[CollectionDefinition(nameof(NotificationService))]
public sealed class NotificationServiceTests : ICollectionFixture<NotificationService>;
