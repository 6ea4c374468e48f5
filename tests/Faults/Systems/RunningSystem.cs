using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workforce.Identity;

namespace Workforce.Faults.Systems;

/// <summary>The whole system as AppHost starts it, on a state folder of its own that goes when it is disposed.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    public static readonly IReadOnlyList<string> Services = ["registry", "contract", "evaluation", "notification"];

    private readonly DirectoryInfo _state;
    private readonly DistributedApplication _application;
    private readonly Dictionary<string, GrpcChannel> _channels = [];
    private SetupKey? _setupKey;

    private RunningSystem(DirectoryInfo state, DistributedApplication application) => (_state, _application) = (state, application);

    /// <summary>Starts servers and services and waits until all are healthy.</summary>
    /// <param name="settings">AppHost's own, as on its command line, for example <c>--Sweep:Timer=off</c>.</param>
    /// <param name="change">Changes the system before it is built, for example a service's environment.</param>
    public static async Task<RunningSystem> StartAsync(
        IEnumerable<string> settings, Action<IDistributedApplicationTestingBuilder>? change = null)
    {
        var state = SystemFolder.Create();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--State:Folder={state.FullName}", "--Dashboard=off", "--Logging:LogLevel:Default=Warning", "--Logging:LogLevel:AppHost.Resources=Critical", .. settings]);
        change?.Invoke(builder);
        var system = new RunningSystem(state, await builder.BuildAsync());
        try
        {
            await system._application.StartAsync();
            await Task.WhenAll(Services.Select(service => system.WaitUntilHealthyAsync(service)));
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins to read what services log as errors, from their start on.</summary>
    public ErrorLog WatchErrors(ILoggerProvider log) => new(_application, Services, log);

    /// <summary>Begins to write what services log to files of this folder, from their start on.</summary>
    public ServiceLogs KeepLogs(DirectoryInfo folder) => new(_application, Services, folder);

    /// <summary>What the servers keep, for example RabbitMQ's in <c>rabbitmq</c>.</summary>
    public string FolderOf(string name) => Path.Combine(_state.FullName, name);

    public GrpcChannel ChannelTo(string service)
    {
        lock (_channels)
        {
            if (!_channels.TryGetValue(service, out var channel))
                _channels[service] = channel = Open(AddressOf(service));
            return channel;
        }
    }

    public string SetupKeyFile => Path.Combine(_state.FullName, "setup-key.pem");

    /// <summary>By which tokens for it can be signed.</summary>
    public SetupKey SetupKey => _setupKey ??= SetupKey.Read(SetupKeyFile);

    /// <summary>A channel of the caller's own, for a person.</summary>
    public GrpcChannel ChannelAs(SetupToken person, string service) => Open(AddressOf(service), _ => SetupKey.Sign(person));

    // As whoever may call.
    private GrpcChannel Open(Uri address) => Open(address, SetupKey.SignFor);

    private static GrpcChannel Open(Uri address, Func<string, string?> tokenFor) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        HttpHandler = new BearerTokens((path, _) => ValueTask.FromResult(tokenFor(path))) { InnerHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true } },
        DisposeHttpClient = true,
    });

    public Uri AddressOf(string service) => _application.GetEndpoint(service, "grpc");

    /// <summary>The service's own database, to look behind what it says, for as long as that takes.</summary>
    public async Task<NpgsqlDataSource> DatabaseOfAsync(string service) =>
        NpgsqlDataSource.Create($"{await ConnectionStringOfAsync($"{service}-db")};Command Timeout=0");

    /// <summary>Of a database (<c>registry-db</c> …), of <c>messaging</c> or <c>cache</c>.</summary>
    public async Task<string> ConnectionStringOfAsync(string resource) => (await _application.GetConnectionStringAsync(resource))!;

    /// <summary>AMQP URI.</summary>
    public Task<string> BrokerAsync() => ConnectionStringOfAsync("messaging");

    /// <summary>The process that listens on the port of a service or server, not its launcher.</summary>
    public Process ProcessOf(string resource) => ListeningProcess.On(PortOf(resource));

    /// <summary>Whether any process answers for a service or server.</summary>
    public bool IsListening(string resource) => ListeningProcess.Exists(PortOf(resource));

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public async Task KillAsync(string resource)
    {
        using var killed = ProcessOf(resource);
        killed.Kill(entireProcessTree: false);
        await killed.WaitForExitAsync();
    }

    /// <summary>Starts what was killed and waits until it is healthy.</summary>
    public async Task StartAgainAsync(string resource)
    {
        var notifications = _application.Services.GetRequiredService<ResourceNotificationService>();
        await notifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates);
        await CommandAsync(resource, KnownResourceCommands.StartCommand);
        // The state of the process that was killed may still be the newest that the host has heard of.
        await WaitUntilHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable);
    }

    public async Task CommandAsync(string resource, string command)
    {
        var commands = _application.Services.GetRequiredService<ResourceCommandService>();
        var result = await commands.ExecuteCommandAsync(resource, command);
        if (!result.Success)
            throw new InvalidOperationException($"{resource} did not obey {command}");
    }

    public async Task WaitUntilHealthyAsync(string resource, WaitBehavior unavailable = WaitBehavior.StopOnResourceUnavailable)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _application.Services.GetRequiredService<ResourceNotificationService>()
            .WaitForResourceHealthyAsync(resource, unavailable, limit.Token);
    }

    private int PortOf(string resource) => _application.GetEndpoint(resource, Services.Contains(resource) ? "grpc" : "tcp").Port;

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
        await _application.DisposeAsync();
        _state.Delete(recursive: true);
    }
}
