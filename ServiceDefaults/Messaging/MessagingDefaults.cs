using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.DeadLetters;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.ServiceDefaults.Messaging;

public static class MessagingDefaults
{
    // One is handled and one is on its way, so that no consumer waits for the network.
    private const int PrefetchPerMessage = 2;

    /// <summary>
    /// RabbitMQ by MassTransit: durable quorum queues with stated limits, publisher confirms, events that reach no queue are returned,
    /// and the relay that publishes the outbox. Needs <c>AddDatabase</c>, and <c>ConnectionStrings:messaging</c> as an AMQP URI.
    /// </summary>
    /// <param name="consumers">Adds the service's consumers; each gets the queue of its event.</param>
    /// <exception cref="InvalidOperationException">The connection string is not set.</exception>
    public static void AddMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        var broker = builder.Configuration.GetConnectionString("messaging")
            ?? throw new InvalidOperationException("ConnectionStrings:messaging is not set");
        builder.Services.AddOptions<MessagingOptions>().BindConfiguration(MessagingOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        builder.Services.AddSingleton<MessageInbox>();
        builder.Services.AddSingleton<DeadLetterActs>();
        builder.Services.AddSingleton(services => new DeadLetterStore(services.GetRequiredService<ServiceName>(), new Uri(broker)));
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddSingleton<IEndpointNameFormatter, EndpointNames>();
            bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
                Configure(name, endpoint, context.GetRequiredService<IOptions<MessagingOptions>>().Value.ConcurrentMessages));
            consumers?.Invoke(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(broker));
                rabbit.ClearSerialization();
                rabbit.AddSerializer(new EventDeserializer());
                rabbit.AddDeserializer(new EventDeserializer(), isDefault: true);
                rabbit.ConnectReceiveObserver(new ForeignIds());
                rabbit.ConnectConsumerConfigurationObserver(new ConsumerFailures());
                PublishTopology.Declare(rabbit);
                rabbit.SendTopology.ConfigureErrorSettings = QueueSettings.ApplyToDeadLetters;
                rabbit.SendTopology.ConfigureDeadLetterSettings = QueueSettings.ApplyToDeadLetters;
                // At the start, so that the first message of the night does not wait for its queues to be declared.
                rabbit.DeployPublishTopology = true;
                rabbit.ConfigureEndpoints(context);
            });
        });
        // A service must not take work before its queues are bound: what is published in that gap vanishes, confirmed.
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddOutboxRelay();
        builder.Services.AddHostedService<Retention>();
        builder.Services.AddSingleton(new BrokerProbe(new Uri(broker)));
        builder.Services.AddHostedService(services => new RetiredQueues(
            services.GetRequiredService<ServiceName>(), new Uri(broker), services.GetRequiredService<ILogger<RetiredQueues>>()));
        builder.Services.AddHostedService<BrokerWatch>();
    }

    private static void Configure(string name, IReceiveEndpointConfigurator endpoint, int concurrent)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator queue)
            return;
        // Nothing subscribes to MassTransit's own events of faults, which have the whole message in them.
        queue.PublishFaults = false;
        queue.ConcurrentMessageLimit = concurrent;
        queue.PrefetchCount = concurrent * PrefetchPerMessage;
        QueueSettings.Apply(queue, name);
        queue.BindDeadLetterQueue(QueueSettings.DeliveryLimitQueueOf(name), QueueSettings.DeliveryLimitQueueOf(name), QueueSettings.ApplyToDeadLetters);
        queue.RetryWhileUnreachable();
    }
}
