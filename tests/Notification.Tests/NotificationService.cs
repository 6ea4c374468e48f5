using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Events;
using Workforce.Notification.Api;
using Workforce.Notification.Events;
using Workforce.Notification.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Notification.Tests;

/// <summary>The service, running, with its peers, for the tests of this project.</summary>
public sealed class NotificationService : IAsyncLifetime
{
    private static readonly ConcurrentQueue<DirectoryCity> Cities = [];

    private readonly TestServers _servers = new();

    public static string Queue { get; } = QueueName.For<ContractsExpired>("notification");

    /// <summary>Where Contract would find the reports.</summary>
    public static string Reports { get; } = QueueName.For<NoticesIssued>("contract");

    public TestService Running { get; private set; } = null!;

    internal Peers Peers { get; } = new();

    /// <summary>Who is appointed, by subject; cached once a person has called.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<Appointment>> Appointments { get; } = [];

    public Broker Broker => Running.Broker;

    public NoticeService.NoticeServiceClient Notices => Running.Client<NoticeService.NoticeServiceClient>();

    public LetterService.LetterServiceClient Letters => Running.Client<LetterService.LetterServiceClient>();

    public async Task InitializeAsync()
    {
        await _servers.InitializeAsync();
        await _servers.Broker.DeleteQueuesAsync();
        await Peers.StartAsync();
        Running = await TestService.StartAsync<NoticeEndpoint>(_servers, new ServiceSetup("notification")
        {
            Settings = new Dictionary<string, string?>
            {
                ["services:registry:grpc:0"] = $"{Peers.Address}",
                ["services:contract:grpc:0"] = $"{Peers.Address}",
                ["Clock:StartsAt"] = "2021-01-01T00:00:05+08:00",
            },
            Access = services =>
            {
                services.AddSingleton<FetchDirectory>((_, _) => Task.FromResult<AccessDirectory?>(new AccessDirectory(1, [.. Cities], [])));
                services.AddSingleton<FindAppointments>((_, subject, _) => Task.FromResult(Appointments.GetValueOrDefault(subject, [])));
            },
        });
    }

    /// <summary>A city that the directory has.</summary>
    internal static Guid NewCity(string timeZone)
    {
        var id = Guid.NewGuid();
        Cities.Enqueue(new DirectoryCity(id, CodeOf(id), timeZone, PurposeRequired: false));
        return id;
    }

    internal static string CodeOf(Guid cityId) => $"kota-{cityId:N}";

    /// <summary>How many notices a cycle has, counted in the database itself.</summary>
    public Task<long> CountNoticesAsync(Guid cycleId) => Running.ScalarAsync<long>("select count(*) from notice where cycle_id = $1", cycleId);

    /// <summary>How many letters a cycle has, counted in the database itself.</summary>
    public Task<long> CountLettersAsync(Guid cycleId) => Running.ScalarAsync<long>("select count(*) from letter where cycle_id = $1", cycleId);

    /// <summary>Publishes a batch whose story the peers then know, and waits until the cycle has so many notices.</summary>
    internal async Task NotifyAsync(Story story, ContractsExpired batch, int notices)
    {
        Peers.Know(story);
        await Broker.PublishAsync(batch.BatchId, batch);
        await Eventually.HoldsAsync(async () => await CountNoticesAsync(story.Id) == notices, $"the cycle has {notices} notices");
    }

    /// <summary>Waits until so many messages are dead-lettered, and takes them. MassTransit logs each as an error.</summary>
    /// <param name="reason">The type of the exception for which they were.</param>
    public Task<IReadOnlyList<WireMessage>> DeadLettersAsync(int count, string reason = nameof(MalformedEventException))
    {
        Running.Log.Expect(reason);
        return Broker.TakeAsync(Queue + "_error", count);
    }

    /// <summary>Waits for the report on a batch.</summary>
    public Task<WireMessage> ReportAsync(Guid batchId) => Broker.TakeUntilAsync(
        Reports, message => message.As<NoticesIssued>().BatchId == batchId, $"batch {batchId} is reported");

    public async Task DisposeAsync()
    {
        try
        {
            await Running.DisposeAsync();
        }
        finally
        {
            await Peers.DisposeAsync();
            await _servers.DisposeAsync();
        }
    }
}

/// <summary>One service for the tests of this project.</summary>
[CollectionDefinition(nameof(NotificationService))]
public sealed class NotificationServiceTests : ICollectionFixture<NotificationService>;
