using System.Diagnostics;
using System.Runtime.CompilerServices;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Publishes what was announced. Claims in a short transaction, publishes outside it, all at once, and marks what RabbitMQ
/// confirmed in one statement. A crash between confirm and mark repeats a message; it never loses one.
/// </summary>
internal sealed partial class OutboxRelay(
    OutboxTable outbox, OutboxSignal signal, OutboxTelemetry telemetry, RelayPulse pulse, IBus bus, IOptions<OutboxOptions> options, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    /// <summary>
    /// With the acknowledgements of all that is in hand still less than the 128 frames that RabbitMQ.Client buffers: where more wait
    /// when a connection breaks, a publish waits for ever for room, and neither channel nor listeners of the connection come back
    /// (rabbitmq-dotnet-client issue 1930).
    /// </summary>
    private const int ClaimedAtOnce = 50;

    private static readonly TimeSpan SlowPoll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _lease = TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RelayAllAsync(stoppingToken);
                await signal.WaitAsync(SlowPoll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            // The relay must outlive whatever happens to the database and the broker; it says so and tries again.
            catch (Exception e)
            {
                if (Unreachable.Is(e))
                    NotReached(logger, e.Message);
                else
                    Failed(logger, e);
                await Task.Delay(AfterFailure, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task RelayAllAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var token = Guid.NewGuid();
            var rows = await outbox.ClaimAsync(token, ClaimedAtOnce, _lease, cancellation);
            telemetry.Age = rows.Count == 0 ? await outbox.AgeAsync(cancellation) : rows.Max(row => row.Waited);
            if (rows.Count > 0)
                await RelayAsync(token, rows, cancellation);
            else if (telemetry.Age == 0)
                pulse.IsHeard();
            // What was announced since has raised the signal.
            if (rows.Count < ClaimedAtOnce)
                return;
        }
    }

    private async Task RelayAsync(Guid token, IReadOnlyList<OutboxRow> rows, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Well before the lease ends, so that a slow broker does not have two relays publish the same rows.
        limit.CancelAfter(_lease / 2);

        pulse.Speaks();
        var outcomes = await Task.WhenAll(rows.Select(row => PublishAsync(row, limit.Token)));
        var sent = rows.Zip(outcomes).Where(pair => pair.Second is null).Select(pair => pair.First.Id).ToList();

        if (!outcomes.All(IsUnheard))
            pulse.IsHeard();

        // Not the stopping token: what was confirmed should be marked even when the service is stopping.
        await outbox.MarkSentAsync(token, sent, CancellationToken.None);
        telemetry.Sent(sent.Count);
        if (sent.Count == rows.Count)
            return;

        await outbox.ReleaseAsync(token, CancellationToken.None);
        NotConfirmed(logger, rows.Count - sent.Count, rows.Count, outcomes.First(outcome => outcome is not null)!.Message);
    }

    // A message that RabbitMQ refuses or returns, or whose type nobody knows, says nothing against the connection.
    private static bool IsUnheard(Exception? outcome) =>
        outcome is OperationCanceledException or ConnectionException || (outcome is not null && Unreachable.Is(outcome));

    /// <returns>Null when RabbitMQ has confirmed it; otherwise why not.</returns>
    private async Task<Exception?> PublishAsync(OutboxRow row, CancellationToken cancellation)
    {
        using var activity = OutboxTelemetry.StartPublish(row);
        try
        {
            var type = EventCatalog.TypeOf(row.EventType);
            // Only the type of the message tells where it goes; what it says lies ready.
            var publishing = bus.Publish(RuntimeHelpers.GetUninitializedObject(type), type, context =>
            {
                context.Serializer = new AnnouncedMessage(row.Body);
                context.MessageId = row.Id;
                // A message that reaches no queue at all comes back as a MessageReturnedException.
                context.Mandatory = true;
            }, cancellation);
            // A publish heeds its token only where it waits for the confirm. One that hangs elsewhere would hold up all that is
            // announced after it.
            await publishing.WaitAsync(cancellation);
            return null;
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            return e;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Count} of {Of} messages were not confirmed and will be sent again: {Reason}")]
    private static partial void NotConfirmed(ILogger logger, int count, int of, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The outbox cannot be relayed now: {Reason}")]
    private static partial void NotReached(ILogger logger, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "The outbox relay failed; it tries again")]
    private static partial void Failed(ILogger logger, Exception exception);
}
