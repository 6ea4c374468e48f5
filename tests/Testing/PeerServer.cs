using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Workforce.Testing;

/// <summary>A real gRPC server that stands for the services that the one under test calls. It keeps its address while it is stopped.</summary>
/// <param name="services">What its implementations need.</param>
/// <param name="map">Maps them.</param>
public sealed class PeerServer(Action<IServiceCollection> services, Action<IEndpointRouteBuilder> map) : IAsyncDisposable
{
    private readonly KestrelPorts _ports = new();
    private WebApplication? _running;

    public Uri Address => _ports.Grpc;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(_ports.Configure);
        builder.Services.AddGrpc();
        services(builder.Services);
        _running = builder.Build();
        map(_running);
        await _running.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_running is not { } stopping)
            return;
        _running = null;
        await stopping.StopAsync();
        await stopping.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
