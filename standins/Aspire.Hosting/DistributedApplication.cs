using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>All resources of a system, started and stopped together.</summary>
public class DistributedApplication(IHost host) : IHost, IAsyncDisposable
{
    private bool _isStarted;

    public IServiceProvider Services => host.Services;

    public ResourceNotificationService ResourceNotifications => Services.GetRequiredService<ResourceNotificationService>();

    public ResourceCommandService ResourceCommands => Services.GetRequiredService<ResourceCommandService>();

    /// <summary>True where a test has taken this application over: it starts and stops it, not the entry point that built it.</summary>
    internal bool IsDrivenByTest { get; init; }

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) => new DistributedApplicationBuilder(args);

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) => new DistributedApplicationBuilder(options);

    public void Run() => RunAsync().GetAwaiter().GetResult();

    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (!IsDrivenByTest)
            await StartAsync(cancellationToken);
        await host.WaitForShutdownAsync(cancellationToken);
        _isStarted = false;
    }

    public virtual async Task StartAsync(CancellationToken cancellationToken = default)
    {
        _isStarted = true;
        await host.StartAsync(cancellationToken);
    }

    public virtual async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await host.StopAsync(cancellationToken);
        _isStarted = false;
    }

    public virtual void Dispose()
    {
        GC.SuppressFinalize(this);
        DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_isStarted)
            await StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
