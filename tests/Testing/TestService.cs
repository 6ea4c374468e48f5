using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Testing;

/// <summary>
/// A service under test, in this process: on real Kestrel, with the tests' real servers and a database of its own. An error that it
/// logs and the test does not expect fails the test when the service is disposed.
/// </summary>
public sealed class TestService : IAsyncDisposable
{
    private readonly Launched _launched;
    private readonly Func<Task<TestService>> _startAnother;
    private readonly GrpcChannel _channel;
    private bool _isStopped;

    private TestService(TestServers servers, string database, KestrelPorts ports, LogWatch log, Launched launched, Func<Task<TestService>> startAnother)
    {
        (_launched, _startAnother, Address) = (launched, startAnother, ports.Grpc);
        (Broker, ConnectionString, Database, Log) = (servers.Broker, database, NpgsqlDataSource.Create(database), log);
        _channel = TestTokens.Open(ports.Grpc);
        Http = new HttpClient { BaseAddress = ports.Health };
    }

    /// <summary>What the service has registered.</summary>
    public IServiceProvider Services => _launched.Services;

    /// <summary>RabbitMQ, to publish as another service would and to read queues.</summary>
    public Broker Broker { get; }

    /// <summary>Of its database.</summary>
    public string ConnectionString { get; }

    /// <summary>Its database, seen from outside.</summary>
    public NpgsqlDataSource Database { get; }

    /// <summary>Where it answers gRPC.</summary>
    public Uri Address { get; }

    /// <summary>Its health and its metrics.</summary>
    public HttpClient Http { get; }

    /// <summary>Where a test says which errors it expects.</summary>
    public LogWatch Log { get; }

    /// <summary>A gRPC client of the service, of a type that its proto has.</summary>
    public TClient Client<TClient>()
        where TClient : ClientBase<TClient> => (TClient)Activator.CreateInstance(typeof(TClient), _channel)!;

    /// <summary>A channel to it, for calls that no generated client makes.</summary>
    public ChannelBase Channel => _channel;

    /// <summary>Starts a service as its own Program does.</summary>
    /// <typeparam name="TProgram">Any type of its assembly; Program itself is a name that AppHost has too.</typeparam>
    public static Task<TestService> StartAsync<TProgram>(TestServers servers, ServiceSetup setup)
        where TProgram : class => StartAsync(servers, setup, async (ports, settings, log) =>
    {
        var host = new ServiceHost<TProgram>(ports, settings, web => web.ConfigureServices(services =>
        {
            setup.Access(services);
            setup.Services(services);
            services.AddLogging(logging => Watch(logging, log));
        }));
        try
        {
            host.StartServer();
            return new Launched(host.Services, () => StopAsync(host.Services), host.DisposeAsync);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    });

    /// <summary>Starts a service that has nothing but what every service has, and what the test adds.</summary>
    /// <param name="build">Called after the defaults and the database were added.</param>
    public static Task<TestService> StartAsync(TestServers servers, ServiceSetup setup, Action<WebApplicationBuilder> build) =>
        StartAsync(servers, setup, async (ports, settings, log) =>
        {
            var builder = WebApplication.CreateBuilder([.. settings.Select(setting => $"--{setting.Key}={setting.Value}")]);
            builder.Logging.ClearProviders();
            Watch(builder.Logging, log);
            builder.WebHost.ConfigureKestrel(ports.Configure);
            builder.AddServiceDefaults(setup.Name);
            builder.AddDatabase($"{setup.Name}-db");
            build(builder);
            setup.Access(builder.Services);
            setup.Services(builder.Services);
            var application = builder.Build();
            try
            {
                application.MapServiceDefaults();
                await application.StartAsync();
                return new Launched(application.Services, () => application.StopAsync(), application.DisposeAsync);
            }
            catch
            {
                await application.DisposeAsync();
                throw;
            }
        });

    /// <summary>Another process of the same service, as it were: same database, same queues, ports of its own.</summary>
    public Task<TestService> StartAnotherAsync() => _startAnother();

    /// <summary>The only value of a query of its database.</summary>
    /// <param name="values">For $1, $2, ….</param>
    public async Task<T> ScalarAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until its inbox has a message: its effects are committed.</summary>
    public Task HandledAsync(Guid messageId) => Eventually.HoldsAsync(
        () => ScalarAsync<bool>("select exists (select from inbox where message_id = $1)", messageId), $"message {messageId} is handled");

    /// <summary>Stops it as SIGTERM does. Disposing alone would not let it finish what it does.</summary>
    public async Task StopAsync()
    {
        // Once it has stopped, its Program disposes what it would be stopped by.
        if (_isStopped)
            return;
        _isStopped = true;
        await _launched.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _channel.Dispose();
        Http.Dispose();
        await Database.DisposeAsync();
        await _launched.DisposeAsync();
        Log.AssertNothingUnexpected();
    }

    private static async Task<TestService> StartAsync(
        TestServers servers, ServiceSetup setup, Func<KestrelPorts, IReadOnlyDictionary<string, string?>, LogWatch, Task<Launched>> launch)
    {
        var database = setup.Database ?? await servers.CreateDatabaseAsync();
        var settings = new Dictionary<string, string?>(setup.Settings)
        {
            [$"ConnectionStrings:{setup.Name}-db"] = database,
        };
        settings.TryAdd("ConnectionStrings:messaging", servers.RabbitMq);
        settings.TryAdd("Access:SetupKey", TestTokens.KeyFile);
        settings.TryAdd("environment", "Development");
        settings.TryAdd("services:registry:grpc:0", "http://127.0.0.1:1");
        settings.TryAdd("services:evaluation:grpc:0", "http://127.0.0.1:1");
        var (ports, log) = (new KestrelPorts(), new LogWatch());
        var launched = await launch(ports, settings, log);
        return new TestService(
            servers, database, ports, log, launched, () => StartAsync(servers, setup with { Database = database }, launch));
    }

    // Its Program stops the host, once: a second stop beside it would return at once, and what still consumes be disposed under it.
    private static async Task StopAsync(IServiceProvider program)
    {
        var lifetime = program.GetRequiredService<IHostApplicationLifetime>();
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registered = lifetime.ApplicationStopped.Register(stopped.SetResult);
        lifetime.StopApplication();
        await stopped.Task;
    }

    // By a rule of its own, which counts before those of appsettings.json.
    private static void Watch(ILoggingBuilder logging, LogWatch log) =>
        logging.AddProvider(log).AddFilter<LogWatch>(category: null, LogLevel.Warning);

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = Database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    private sealed record Launched(IServiceProvider Services, Func<Task> StopAsync, Func<ValueTask> DisposeAsync);
}
