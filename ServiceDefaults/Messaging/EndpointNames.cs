using MassTransit;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>A consumer's endpoint is the queue of its event, which the event's publisher declares too.</summary>
internal sealed class EndpointNames(ServiceName service) : DefaultEndpointNameFormatter(includeNamespace: false)
{
    protected override string GetConsumerName(Type type) => QueueName.For(EventOf(type), service.Value);

    private static Type EventOf(Type consumer) =>
        consumer.GetInterfaces()
            .Single(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .GetGenericArguments()[0];
}
