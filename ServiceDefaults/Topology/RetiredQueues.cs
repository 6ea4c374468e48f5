using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.Topology;

/// <summary>
/// Deletes the queues that an earlier version of the service subscribed and this one does not: RabbitMQ keeps their bindings, and would
/// keep for ever what is published to them. What is still in them has lost its meaning, as each says; their dead letters stay.
/// </summary>
internal sealed partial class RetiredQueues(ServiceName service, Uri broker, ILogger<RetiredQueues> logger) : BackgroundService
{
    private static readonly string[] All =
    [
        "notification.evaluations-requested", // before 0.1 letters were issued by it: now with the notices, and by migration where they were missing
        "contract.letters-issued", // before 0.1 the report of those letters
    ];

    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string[] own = [.. All.Where(queue => queue.StartsWith($"{service.Value}.", StringComparison.Ordinal))];
        while (own.Length > 0 && !await TryDeleteAsync(own, stoppingToken))
            await Task.Delay(BetweenTries, stoppingToken);
    }

    private async Task<bool> TryDeleteAsync(string[] queues, CancellationToken cancellation)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync("retired queues", cancellation);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            foreach (var queue in queues)
                await DeleteAsync(channel, queue, cancellation);
            return true;
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or IOException or TimeoutException)
        {
            return false;
        }
    }

    // MassTransit binds the event's exchange to one with the queue's name. Deleting what does not exist is no error.
    private async Task DeleteAsync(IChannel channel, string queue, CancellationToken cancellation)
    {
        await channel.ExchangeDeleteAsync(queue, cancellationToken: cancellation);
        var left = await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellation);
        if (left > 0)
            Deleted(logger, queue, left);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Deleted queue {Queue} of an earlier version; {Count} messages were in it, which nothing needs any more")]
    private static partial void Deleted(ILogger logger, string queue, uint count);
}
