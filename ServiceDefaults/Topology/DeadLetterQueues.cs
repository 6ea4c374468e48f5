using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace Workforce.ServiceDefaults.Topology;

/// <summary>
/// Declares the dead-letter queues of a service at its start, as MassTransit would with the first dead letter of each. A quorum queue that is
/// declared in the moment in which RabbitMQ is killed may have no leader afterwards and refuse every message (seen with 3.10), so none is
/// declared in the night.
/// </summary>
internal sealed class DeadLetterQueues(ServiceName service, Uri broker) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        BrokerChannel.UseAsync(broker, "dead-letter queues", DeclareAsync, stoppingToken);

    private async Task DeclareAsync(IChannel channel, CancellationToken cancellation)
    {
        foreach (var queue in EventCatalog.QueuesOf(service.Value).SelectMany(QueueSettings.ConsumerDeadLetterQueuesOf))
        {
            // Durable and bound as MassTransit does it: RabbitMQ refuses a second declaration with other terms.
            await channel.ExchangeDeclareAsync(queue, ExchangeType.Fanout, durable: true, cancellationToken: cancellation);
            await channel.QueueDeclareAsync(
                queue, durable: true, exclusive: false, autoDelete: false, QueueSettings.DeadLetterArguments, cancellationToken: cancellation);
            await channel.QueueBindAsync(queue, queue, "", cancellationToken: cancellation);
        }
    }
}
