using System.Diagnostics;
using System.Runtime.CompilerServices;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>
/// Publishes the outbox. Claims messages in a short transaction, publishes them pipelined outside it, and marks those that RabbitMQ
/// confirmed in one statement. A crash between confirm and mark repeats a message; it never loses one.
/// </summary>
internal sealed partial class OutboxRelay(
    OutboxTable outbox, OutboxSignal signal, OutboxTelemetry telemetry, RelayHealth relayHealth, IBus bus, IOptions<OutboxOptions> options, ILogger<OutboxRelay> logger)
    : BackgroundService
{
    /// <summary>
    /// With the acknowledgements of all messages in flight still less than the 128 frames that RabbitMQ.Client buffers: where more wait
    /// when a connection breaks, a publish waits for ever, and neither channel nor consumers of the connection recover
    /// (rabbitmq-dotnet-client issue 1930).
    /// </summary>
    private const int ClaimedTogether = 50;

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
            // The relay must outlive every failure of database and broker; it logs and retries.
            catch (Exception e)
            {
                if (Unreachable.Is(e))
                    NotReachable(logger, e.Message);
                else
                    Failed(logger, UnexpectedFailureException.Of(e));
                await Task.Delay(AfterFailure, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task RelayAllAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var token = Guid.NewGuid();
            var rows = await outbox.ClaimAsync(token, ClaimedTogether, _lease, cancellation);
            telemetry.Age = rows.Count == 0 ? await outbox.AgeAsync(cancellation) : rows.Max(row => row.Waited);
            if (rows.Count > 0)
                await RelayAsync(token, rows);
            else if (telemetry.Age == 0)
                relayHealth.Answered();
            // What was committed since has raised the signal.
            if (rows.Count < ClaimedTogether)
                return;
        }
    }

    private async Task RelayAsync(Guid token, IReadOnlyList<ClaimedMessage> rows)
    {
        // Well before the lease ends, so that a slow broker does not have two relays publish the same rows. A stop does not cancel it: what
        // is claimed is published first.
        using var limit = new CancellationTokenSource(_lease / 2);

        relayHealth.Publishing();
        var outcomes = await Task.WhenAll(rows.Select(row => PublishAsync(row, limit.Token)));
        var confirmed = rows.Zip(outcomes).Where(pair => pair.Second is null).Select(pair => pair.First.Id).ToList();

        if (!outcomes.All(IsUnanswered))
            relayHealth.Answered();

        // Not the stopping token: what was confirmed is marked also when the service is stopping.
        await outbox.MarkPublishedAsync(token, confirmed, CancellationToken.None);
        telemetry.Published(confirmed.Count);
        if (confirmed.Count == rows.Count)
            return;

        await outbox.ReleaseAsync(token, CancellationToken.None);
        NotConfirmed(logger, rows.Count - confirmed.Count, rows.Count, outcomes.First(outcome => outcome is not null)!.Message);
    }

    // A message that RabbitMQ refuses or returns, or whose type is unknown here, is no failure of the connection.
    private static bool IsUnanswered(Exception? outcome) =>
        outcome is OperationCanceledException or ConnectionException || (outcome is not null && Unreachable.Is(outcome));

    /// <returns>Null when RabbitMQ has confirmed it; otherwise why not.</returns>
    private async Task<Exception?> PublishAsync(ClaimedMessage row, CancellationToken cancellation)
    {
        using var activity = OutboxTelemetry.StartPublish(row);
        try
        {
            var type = EventCatalog.TypeOf(row.EventType);
            // The type of the message routes it; its body is stored ready to send.
            var publishing = bus.Publish(RuntimeHelpers.GetUninitializedObject(type), type, context =>
            {
                context.Serializer = new StoredEventSerializer(row.Body);
                context.MessageId = row.Id;
                // A message that reaches no queue is returned: a MessageReturnedException.
                context.Mandatory = true;
            }, cancellation);
            // A publish observes its token only while it waits for the confirm. One that hangs elsewhere would delay all messages
            // after it.
            await publishing.WaitAsync(cancellation);
            return null;
        }
        catch (Exception e)
        {
            activity?.SetStatus(ActivityStatusCode.Error, e.GetType().Name);
            return e;
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "{Count} of {Of} messages were not confirmed and will be published again: {Reason}")]
    private static partial void NotConfirmed(ILogger logger, int count, int of, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The outbox cannot be published now: {Reason}")]
    private static partial void NotReachable(ILogger logger, string reason);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "The outbox relay failed and retries")]
    private static partial void Failed(ILogger logger, Exception exception);
}
