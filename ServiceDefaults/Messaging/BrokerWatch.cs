using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Ends the process when the bus does not come back although RabbitMQ serves others: a connection of RabbitMQ.Client can hang for
/// ever (rabbitmq-dotnet-client issue 1930), and only a new process has a new one. Its supervisor starts it again; messages in
/// flight are delivered and claimed again. While RabbitMQ itself is away, frozen or blocking no time counts: a new process would fare no
/// better, and would be ended again and again.
/// </summary>
internal sealed partial class BrokerWatch(
    IBusControl bus, RelayHealth relayHealth, BrokerProbe probe, IOptions<MessagingOptions> options,
    IHostApplicationLifetime lifetime, ILogger<BrokerWatch> logger)
    : BackgroundService
{
    private const int Failed = 1;

    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(2);

    // The bus that hangs may hang in its stop too.
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(5);

    // A publish that is merely slow, or the gap until a broken connection is made anew, asks for no probe.
    private static readonly TimeSpan QuietAtMost = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _timeout = TimeSpan.FromSeconds(options.Value.ReconnectTimeoutSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var symptom = await WaitUntilStuckAsync(stoppingToken);
            GiveUp(logger, symptom, _timeout.TotalSeconds);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        Environment.ExitCode = Failed;
        lifetime.StopApplication();
        _ = KillAfterAsync(lifetime.ApplicationStopped);
    }

    private async Task<string> WaitUntilStuckAsync(CancellationToken cancellation)
    {
        long? since = null;
        while (true)
        {
            await Task.Delay(BetweenChecks, cancellation);
            var symptom = Symptom();
            if (symptom is null || !await probe.IsUsableAsync(cancellation))
                since = null;
            else if (since is null)
                since = Stopwatch.GetTimestamp();
            else if (Stopwatch.GetElapsedTime(since.Value) >= _timeout)
                return symptom;
        }
    }

    private string? Symptom()
    {
        if (relayHealth.Unanswered > QuietAtMost)
            return "the outbox cannot be published";
        var health = bus.CheckHealth();
        return health.Status == BusHealthStatus.Healthy ? null : health.Description;
    }

    private static async Task KillAfterAsync(CancellationToken stopped)
    {
        await Task.Delay(StopWithin, stopped).ContinueWith(_ => { }, TaskScheduler.Default);
        if (!stopped.IsCancellationRequested)
            Process.GetCurrentProcess().Kill();
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Critical, Message = "RabbitMQ is reachable, but this process did not reconnect within {Seconds} s ({Symptom}); it ends, to be started again")]
    private static partial void GiveUp(ILogger logger, string symptom, double seconds);
}
