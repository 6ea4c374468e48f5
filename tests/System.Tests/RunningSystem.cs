using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Workforce.AppHost;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// The whole system as AppHost starts it, at five seconds past midnight of 1 January 2021 in Kupang, on a state folder of its own.
/// </summary>
public sealed class RunningSystem : IAsyncLifetime
{
    private static readonly string[] Services = ["registry", "contract", "evaluation", "notification"];

    private readonly DirectoryInfo _state = TestFolder.Create();
    private readonly Dictionary<string, GrpcChannel> _channels = [];
    private DistributedApplication _application = null!;

    public async Task InitializeAsync()
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<StateFolder>(
        [
            $"--State:Folder={_state.FullName}", "--Dashboard=off",
            "--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off",
        ]);
        _application = await builder.BuildAsync();
        await _application.StartAsync();
        await Task.WhenAll(Services.Select(WaitUntilHealthyAsync));
    }

    public GrpcChannel ChannelTo(string service)
    {
        lock (_channels)
        {
            if (!_channels.TryGetValue(service, out var channel))
                _channels[service] = channel = GrpcChannel.ForAddress(AddressOf(service));
            return channel;
        }
    }

    public Uri AddressOf(string service) => _application.GetEndpoint(service, "grpc");

    /// <summary>The service's own database, to look behind what it says.</summary>
    public async Task<NpgsqlDataSource> DatabaseOfAsync(string service) =>
        NpgsqlDataSource.Create((await _application.GetConnectionStringAsync($"{service}-db"))!);

    /// <summary>AMQP URI.</summary>
    public async Task<string> BrokerAsync() => (await _application.GetConnectionStringAsync("messaging"))!;

    /// <summary>SIGKILL: no goodbye, no flush.</summary>
    public async Task KillAsync(string resource)
    {
        var endpoint = Services.Contains(resource) ? "grpc" : "tcp";
        var killed = ListeningProcess.On(_application.GetEndpoint(resource, endpoint).Port);
        killed.Kill(entireProcessTree: false);
        await killed.WaitForExitAsync();
    }

    /// <summary>Starts what was killed and waits until it is healthy.</summary>
    public async Task StartAgainAsync(string resource)
    {
        var notifications = _application.Services.GetRequiredService<ResourceNotificationService>();
        await notifications.WaitForResourceAsync(resource, KnownResourceStates.TerminalStates);
        var commands = _application.Services.GetRequiredService<ResourceCommandService>();
        var result = await commands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand);
        Assert.True(result.Success, $"{resource} did not start again");
        await WaitUntilHealthyAsync(resource);
    }

    public async Task DisposeAsync()
    {
        foreach (var channel in _channels.Values)
            channel.Dispose();
        await _application.DisposeAsync();
        _state.Delete(recursive: true);
    }

    private async Task WaitUntilHealthyAsync(string resource)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await _application.Services.GetRequiredService<ResourceNotificationService>()
            .WaitForResourceHealthyAsync(resource, WaitBehavior.StopOnResourceUnavailable, limit.Token);
    }
}
