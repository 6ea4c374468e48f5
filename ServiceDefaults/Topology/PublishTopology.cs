using MassTransit;

namespace Workforce.ServiceDefaults.Topology;

/// <summary>
/// Has every publisher declare the queues of its events' subscribers, so that an event published before a subscriber has ever started
/// waits for it.
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
        foreach (var queue in EventCatalog.SubscribersOf(type))
            topology.BindQueue($"{type.Namespace}:{type.Name}", queue, binding => QueueSettings.Apply(binding, queue));
    }
}
