using Npgsql;
using Workforce.Contract.Events;
using Workforce.Evaluation.Api;
using Workforce.Evaluation.Events;
using Workforce.Evaluation.V1;
using Workforce.ServiceDefaults.Messaging;
using Workforce.Testing;
using Xunit;

namespace Workforce.Evaluation.Tests;

/// <summary>The service, running, for the tests of this project. They keep apart by making up their own ids.</summary>
public sealed class EvaluationService : IAsyncLifetime
{
    private readonly TestServers _servers = new();
    private string _database = "";
    private ServiceHost<EvaluationRequestEndpoint>? _host;

    public static string Queue { get; } = QueueName.For<ContractsExpired>("evaluation");

    public static string Parked { get; } = Queue + "_error";

    /// <summary>Where Contract would find what was announced.</summary>
    public static string Announced { get; } = QueueName.For<EvaluationsRequested>("contract");

    public Wire Wire => new(_servers.RabbitMq);

    public Broker Broker => new(_servers.RabbitMq);

    public EvaluationRequestService.EvaluationRequestServiceClient Client => new(_host!.Channel);

    public async Task InitializeAsync()
    {
        await _servers.InitializeAsync();
        await Broker.ForgetAsync();
        _database = await _servers.CreateDatabaseAsync();
        _host = Start();
    }

    /// <summary>Another process of the same service, as it were: same database, same queue.</summary>
    public ServiceHost<EvaluationRequestEndpoint> Start()
    {
        var host = new ServiceHost<EvaluationRequestEndpoint>(new Dictionary<string, string?>
        {
            ["ConnectionStrings:evaluation-db"] = _database,
            ["ConnectionStrings:messaging"] = _servers.RabbitMq,
        });
        host.StartServer();
        return host;
    }

    /// <summary>How many requests a cycle has, counted in the database itself.</summary>
    public async Task<long> CountAsync(Guid cycleId)
    {
        await using var source = NpgsqlDataSource.Create(_database + ";Pooling=false");
        await using var command = source.CreateCommand("select count(*) from evaluation_request where cycle_id = $1");
        command.Parameters.AddWithValue(cycleId);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task PublishAndWaitAsync(ContractsExpired batch, int requests)
    {
        await Wire.PublishAsync(batch.BatchId, batch);
        await Eventually.HoldsAsync(async () => await CountAsync(batch.CycleId) == requests, $"the cycle has {requests} requests");
    }

    public async Task DisposeAsync()
    {
        if (_host is not null)
            await _host.DisposeAsync();
        await _servers.DisposeAsync();
    }
}

/// <summary>One service for the tests of this project.</summary>
[CollectionDefinition(nameof(EvaluationService))]
public sealed class EvaluationServiceTests : ICollectionFixture<EvaluationService>;
