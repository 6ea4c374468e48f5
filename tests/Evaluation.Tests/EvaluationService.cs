using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Events;
using Workforce.Evaluation.Api;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.Tests.Ratings;
using Workforce.Evaluation.V1;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Evaluation.Tests;

/// <summary>The service, running, for the tests of this project. They keep apart by making up their own ids.</summary>
public sealed class EvaluationService : IAsyncLifetime, IAsyncDisposable
{
    private static readonly ConcurrentQueue<DirectoryCity> Cities = [];

    private readonly TestServers _servers = new();
    private PeerServer? _registry;

    public static string Queue { get; } = QueueName.For<ContractsExpired>("evaluation");

    public static string DeadLetters { get; } = Queue + "_error";

    /// <summary>Where Contract would find the reports.</summary>
    public static string Reports { get; } = QueueName.For<EvaluationsRequested>("contract");

    public TestService Running { get; private set; } = null!;

    /// <summary>Stands at noon of 18 December 2020 in WITA, unless a test sets it.</summary>
    public StoppedClock Clock { get; } = new();

    /// <summary>What Registry has of contracts.</summary>
    public RegisterPeer Register { get; } = new();

    /// <summary>Who heads which unit there.</summary>
    public HeadsPeer Heads => field ??= new HeadsPeer(Appointments);

    /// <summary>Who is appointed, by subject; cached once a person has called.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<Appointment>> Appointments { get; } = [];

    public Broker Broker => Running.Broker;

    public EvaluationRequestService.EvaluationRequestServiceClient Client => Running.Client<EvaluationRequestService.EvaluationRequestServiceClient>();

    public async Task InitializeAsync()
    {
        await _servers.InitializeAsync();
        await _servers.Broker.DeleteQueuesAsync();
        Clock.Set("2020-12-18T12:00:00+08:00");
        _registry = new PeerServer(services => services.AddSingleton(Register).AddSingleton(Heads), server =>
        {
            server.MapGrpcService<UnitsPeer>();
            server.MapGrpcService<RegisterPeer>();
            server.MapGrpcService<HeadsPeer>();
        });
        await _registry.StartAsync();
        Running = await TestService.StartAsync<EvaluationRequestEndpoint>(_servers, new ServiceSetup("evaluation")
        {
            Settings = new Dictionary<string, string?>
            {
                ["services:registry:grpc:0"] = $"{_registry.Address}",
                ["HeadReminders:EverySeconds"] = "1",
                // Tests ask for missing rounds themselves: the alarm would find those of cities that others have just made.
                ["Rounds:CheckEverySeconds"] = "3600",
            },
            Access = services =>
            {
                services.AddSingleton<FetchDirectory>((_, _) => Task.FromResult<AccessDirectory?>(new AccessDirectory(1, [.. Cities], [])));
                services.AddSingleton<FindAppointments>((_, subject, _) => Task.FromResult(Appointments.GetValueOrDefault(subject, [])));
            },
            Services = services => services.AddSingleton<TimeProvider>(Clock),
        });
    }

    /// <summary>A city in WITA that the directory has.</summary>
    internal static Guid NewCity()
    {
        var id = Guid.NewGuid();
        Cities.Enqueue(new DirectoryCity(id, $"kota-{id:N}", "Asia/Makassar", PurposeRequired: false));
        return id;
    }

    /// <summary>How many requests a cycle has, counted in the database itself.</summary>
    public Task<long> CountAsync(Guid cycleId) => Running.ScalarAsync<long>("select count(*) from evaluation_request where cycle_id = $1", cycleId);

    public async Task PublishAndWaitAsync(ContractsExpired batch, int requests)
    {
        await Broker.PublishAsync(batch.BatchId, batch);
        await Eventually.HoldsAsync(async () => await CountAsync(batch.CycleId) == requests, $"the cycle has {requests} requests");
    }

    /// <summary>Waits for the report on a batch.</summary>
    public Task<WireMessage> ReportAsync(Guid batchId) => Broker.TakeUntilAsync(
        Reports, message => message.As<EvaluationsRequested>().BatchId == batchId, $"batch {batchId} is reported");

    /// <summary>Waits until so many batches of a cycle are reported; a report that is repeated counts once.</summary>
    public async Task<IReadOnlyDictionary<Guid, EvaluationsRequested>> ReportsAsync(Guid cycleId, int batches)
    {
        var reports = new Dictionary<Guid, EvaluationsRequested>();
        await Eventually.HoldsAsync(
            async () =>
            {
                foreach (var message in await Broker.TakeAsync(Reports))
                    if (message.As<EvaluationsRequested>() is var report && report.CycleId == cycleId)
                        reports[message.MessageId] = report;
                return reports.Count == batches;
            },
            $"{batches} batches are reported");
        return reports;
    }

    async ValueTask IAsyncDisposable.DisposeAsync() => await DisposeAsync();

    public async Task DisposeAsync()
    {
        try
        {
            await Running.DisposeAsync();
        }
        finally
        {
            await _registry!.DisposeAsync();
            await _servers.DisposeAsync();
        }
    }
}

/// <summary>One service for the tests of this project.</summary>
[CollectionDefinition(nameof(EvaluationService))]
public sealed class EvaluationServiceTests : ICollectionFixture<EvaluationService>;
