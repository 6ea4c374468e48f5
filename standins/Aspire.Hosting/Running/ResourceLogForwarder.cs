using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Running;

/// <summary>Copies each resource's output to the application's own log, in a category of the resource's name.</summary>
internal sealed partial class ResourceLogForwarder(DistributedApplicationModel model, ResourceLoggerService outputs, ILoggerFactory loggers, IHostEnvironment environment) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(model.Resources.Where(resource => resource is not IResourceWithoutLifetime).ToList().Select(resource => ForwardAsync(resource, stoppingToken)));

    private async Task ForwardAsync(IResource resource, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{resource.Name}");
        await foreach (var lines in outputs.WatchAsync(resource).WithCancellation(cancellationToken))
            foreach (var line in lines)
                LogLine(logger, line.IsErrorMessage ? LogLevel.Error : LogLevel.Information, line.Content);
    }

    [LoggerMessage(EventId = 0, Message = "{Line}")]
    private static partial void LogLine(ILogger logger, LogLevel level, string line);
}
