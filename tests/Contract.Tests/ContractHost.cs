using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Access.V1;
using Workforce.Contract.Api;
using Workforce.Contract.Events;
using Workforce.Identity;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>
/// The service on a database of its own, with a Registry that answers by the tests' towns; the timer is off and the clock stands.
/// Registry, Evaluation and Notification publish what tests say, and Evaluation's queue is read.
/// </summary>
public class ContractHost(TestServers servers) : IAsyncLifetime, IAsyncDisposable
{
    private readonly ConcurrentQueue<WireMessage> _expired = [];
    private readonly ConcurrentQueue<DirectoryCity> _directory = [];
    private readonly ConcurrentQueue<(string Subject, Appointment Of)> _signing = [];
    private PeerServer? _peers;
    private IAsyncDisposable? _evaluation;

    public StoppedClock Clock { get; } = new();

    public TestService Running { get; private set; } = null!;

    /// <summary>What Registry knows.</summary>
    public RegisteredCities Cities { get; } = new();

    /// <summary>What Evaluation knows of ratings, and Registry of ages.</summary>
    public KnownWorkers Workers { get; } = new();

    /// <summary>What came to Evaluation's queue, duplicates included.</summary>
    public IReadOnlyCollection<WireMessage> Expired => _expired;

    public V1.CycleService.CycleServiceClient Cycles => Running.Client<V1.CycleService.CycleServiceClient>();

    public V1.ContractService.ContractServiceClient Contracts => Running.Client<V1.ContractService.ContractServiceClient>();

    public V1.ReminderService.ReminderServiceClient Reminders => Running.Client<V1.ReminderService.ReminderServiceClient>();

    public V1.RecommendationService.RecommendationServiceClient Recommendations => Running.Client<V1.RecommendationService.RecommendationServiceClient>();

    public V1.SeparationService.SeparationServiceClient Separations => Running.Client<V1.SeparationService.SeparationServiceClient>();

    public V1.StateService.StateServiceClient States => Running.Client<V1.StateService.StateServiceClient>();

    public V1.PolicyService.PolicyServiceClient Policies => Running.Client<V1.PolicyService.PolicyServiceClient>();

    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Sweep:Timer", "off"),
        new("Sweep:ChunkSize", "1000"),
        // Most tests report on no batch.
        new("Sweep:PauseSeconds", "0"),
        // Reconciliation runs when a test calls it.
        new("Reconciliation:EverySeconds", "3600"),
        new("Reconciliation:GraceSeconds", "1"),
        // So are reminders sent.
        new("Reminders:EverySeconds", "3600"),
        new("Reminders:ChunkSize", "1000"),
        // And states checked.
        new("States:CheckEverySeconds", "3600"),
        new("States:ConfirmAfterSeconds", "0"),
    ];

    /// <returns>Connection string of the database that it starts on; null for a fresh, empty one.</returns>
    protected virtual Task<string?> DatabaseAsync() => Task.FromResult<string?>(null);

    public async Task InitializeAsync()
    {
        await servers.Broker.DeleteQueuesAsync();
        _peers = new PeerServer(services => services.AddSingleton(Cities).AddSingleton(Workers), server =>
        {
            server.MapGrpcService<RegistryPeer>();
            server.MapGrpcService<RegisterPeer>();
            server.MapGrpcService<AgesPeer>();
            server.MapGrpcService<EvidencePeer>();
            server.MapGrpcService<RosterPeer>();
        });
        await _peers.StartAsync();
        // Any type of the service will do; Program is a name that AppHost has too.
        Running = await TestService.StartAsync<PolicyEndpoint>(servers, new ServiceSetup("contract")
        {
            Database = await DatabaseAsync(),
            Settings = new Dictionary<string, string?>(Settings)
            {
                ["services:registry:grpc:0"] = $"{_peers.Address}",
                ["services:evaluation:grpc:0"] = $"{_peers.Address}",
            },
            Access = services =>
            {
                services.AddSingleton<FetchDirectory>((_, _) => Task.FromResult<AccessDirectory?>(new AccessDirectory(1, [.. _directory], [])));
                services.AddSingleton<FindAppointments>((_, subject, _) => Task.FromResult<IReadOnlyList<Appointment>>([.. _signing.Where(one => one.Subject == subject).Select(one => one.Of)]));
            },
            Services = services => services.AddSingleton<TimeProvider>(Clock),
        });
        _evaluation = await servers.Broker.ConsumeAsync(QueueName.For<ContractsExpired>("evaluation"), _expired.Enqueue);
    }

    public async Task DisposeAsync()
    {
        await _evaluation!.DisposeAsync();
        try
        {
            await Running.DisposeAsync();
        }
        finally
        {
            await _peers!.DisposeAsync();
        }
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Publishes an event as the service that owns it would.</summary>
    /// <param name="messageId">Null for a new one.</param>
    public Task PublishAsync<TEvent>(TEvent message, Guid? messageId = null)
        where TEvent : class => Running.Broker.PublishAsync(messageId ?? Guid.NewGuid(), message);

    /// <summary>The city's code, by which the directory has it from now on: for tokens that are of this city alone.</summary>
    public string CodeOf(Town town)
    {
        var code = $"kota-{town.Id:N}";
        if (!_directory.Any(city => city.Id == town.Id))
            _directory.Enqueue(new DirectoryCity(town.Id, code, "Asia/Makassar", PurposeRequired: false));
        return code;
    }

    /// <summary>A person who signs for the city from now on.</summary>
    /// <param name="subject">Others have others, in each city.</param>
    public TClient Signatory<TClient>(Town town, string subject, params Role[] roles)
        where TClient : ClientBase<TClient>
    {
        subject = $"{subject} {town.Id}";
        _signing.Enqueue((subject, new Appointment(town.Id, UnitId: null, Signs: true, [], ServiceDefaults.Access.Capacity.Definitive, null, null)));
        var token = TestTokens.Sign(new SetupToken(subject, subject, [.. roles], [CodeOf(town)]));
        return (TClient)Activator.CreateInstance(typeof(TClient), TestTokens.Open(Running.Address, _ => token))!;
    }

    /// <summary>A city of its own for one test, with units a to e, a policy and an exemption list; unit a is exempt.</summary>
    public Task<Town> FoundAsync(string zone = "Asia/Makassar") => Town.FoundAsync(this, zone);

    /// <summary>A city of its own just after the year's end, with five contracts that ended with it, one a unit.</summary>
    /// <param name="expired">Whether the sweep has expired them.</param>
    public async Task<(Town Town, RegisteredContract[] Contracts)> EndOfYearAsync(bool expired = false)
    {
        Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await FoundAsync();
        var contracts = town.YearUntil("2020-12-31", 5);
        await town.RegisterAsync(contracts);
        if (expired)
            Assert.Equal(5, (await town.ExpireAsync("2021-01-01")).ContractsExpired);
        return (town, contracts);
    }
}
