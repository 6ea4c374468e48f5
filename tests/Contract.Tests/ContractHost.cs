using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workforce.Contract.Api;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>The service with its neighbours, on a database of its own; the timer is off and the clock stands.</summary>
public class ContractHost(TestServers servers) : IAsyncLifetime, IAsyncDisposable
{
    // Any type of the service will do; Program is a name that AppHost has too.
    private ServiceHost<PolicyEndpoint>? _service;
    private Neighbours? _neighbours;

    public StoppedClock Clock { get; } = new();

    public Neighbours Neighbours => _neighbours!;

    public IServiceProvider Services => _service!.Services;

    public NpgsqlDataSource Database => Services.GetRequiredService<NpgsqlDataSource>();

    public V1.CycleService.CycleServiceClient Cycles => new(_service!.Channel);

    public V1.ContractService.ContractServiceClient Contracts => new(_service!.Channel);

    public V1.PolicyService.PolicyServiceClient Policies => new(_service!.Channel);

    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings =>
    [
        new("Sweep:Timer", "off"),
        new("Sweep:ChunkSize", "1000"),
        // Nobody answers most tests' batches.
        new("Sweep:PatienceSeconds", "0"),
        // Reconciliation runs when a test says so.
        new("Reconciliation:EverySeconds", "3600"),
        new("Reconciliation:GraceSeconds", "1"),
    ];

    public async Task InitializeAsync()
    {
        await new Broker(servers.RabbitMq).ForgetAsync();
        _neighbours = await Neighbours.StartAsync(await servers.CreateDatabaseAsync(), servers.RabbitMq);
        var configuration = new Dictionary<string, string?>(Settings)
        {
            ["ConnectionStrings:contract-db"] = await servers.CreateDatabaseAsync(),
            ["ConnectionStrings:messaging"] = servers.RabbitMq,
            ["services:registry:grpc:0"] = $"{_neighbours.RegistryAddress}",
        };
        _service = new ServiceHost<PolicyEndpoint>(configuration, web =>
            web.ConfigureServices(services => services.AddSingleton<TimeProvider>(Clock)));
        _ = _service.Channel;
    }

    public async Task DisposeAsync()
    {
        await _service!.DisposeAsync();
        await _neighbours!.DisposeAsync();
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A city of its own for one test, with units a to e, a policy and an exemption list; unit a is exempt.</summary>
    public Task<Town> FoundAsync(string zone = "Asia/Makassar") => Town.FoundAsync(this, zone);
}
