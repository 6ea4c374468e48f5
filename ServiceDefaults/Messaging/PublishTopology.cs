using MassTransit;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Has every publisher declare the queues of those who must hear its events, so that an event published before its listener
/// has ever started waits for it.
/// </summary>
internal static class PublishTopology
{
    public static void Declare(IRabbitMqBusFactoryConfigurator rabbit)
    {
        foreach (var type in EventCatalog.All)
            rabbit.Publish(type, topology => Bind((IRabbitMqMessagePublishTopologyConfigurator)topology, type));
    }

    private static void Bind(IRabbitMqMessagePublishTopologyConfigurator topology, Type type)
    {
        foreach (var queue in EventCatalog.ListenersOf(type))
            topology.BindQueue($"{type.Namespace}:{type.Name}", queue, binding => QueueTerms.Apply(binding, queue));
    }
}
