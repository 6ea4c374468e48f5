using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Parking;

namespace Workforce.ServiceDefaults.Messaging;

public static class MessagingDefaults
{
    // One in hand and one on its way, so that nobody waits for the network.
    private const int FetchedForEach = 2;

    /// <summary>
    /// RabbitMQ by MassTransit: durable quorum queues with stated limits, publisher confirms, events that reach nobody come back,
    /// and the relay that publishes the outbox. Needs <c>AddStorage</c>, and <c>ConnectionStrings:messaging</c> as an AMQP URI.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="consumers">Adds the service's consumers with their definitions.</param>
    /// <exception cref="InvalidOperationException">The connection string is not set.</exception>
    public static void AddMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        var broker = builder.Configuration.GetConnectionString("messaging")
            ?? throw new InvalidOperationException("ConnectionStrings:messaging is not set");
        builder.Services.AddOptions<MessagingOptions>().BindConfiguration(MessagingOptions.Section).ValidateDataAnnotations().ValidateOnStart();

        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton(services => new ParkedMessages(services.GetRequiredService<ServiceName>(), new Uri(broker)));
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.AddConfigureEndpointsCallback((context, name, endpoint) =>
                DeclareQueue(name, endpoint, context.GetRequiredService<IOptions<MessagingOptions>>().Value.AtOnce));
            consumers?.Invoke(bus);
            bus.UsingRabbitMq((context, rabbit) =>
            {
                rabbit.Host(new Uri(broker));
                PublishTopology.Declare(rabbit);
                rabbit.SendTopology.ConfigureErrorSettings = QueueTerms.ApplyToParked;
                rabbit.SendTopology.ConfigureDeadLetterSettings = QueueTerms.ApplyToParked;
                // At the start, so that the first message of the night does not wait for its queues to be declared.
                rabbit.DeployPublishTopology = true;
                rabbit.ConfigureEndpoints(context);
            });
        });
        // A service must not take work before its queues are bound: what is published in that gap vanishes, confirmed.
        builder.Services.Configure<MassTransitHostOptions>(options => options.WaitUntilStarted = true);
        builder.Services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<OutboxTelemetry>();
        // Real time, whatever the story's clock shows.
        builder.Services.AddSingleton(new RelayPulse(TimeProvider.System));
        builder.Services.AddHostedService<OutboxRelay>();
        builder.Services.AddSingleton(new BrokerProbe(new Uri(broker)));
        builder.Services.AddHostedService<BrokerWatch>();
    }

    private static void DeclareQueue(string name, IReceiveEndpointConfigurator endpoint, int atOnce)
    {
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator queue)
            return;
        queue.ConcurrentMessageLimit = atOnce;
        queue.PrefetchCount = atOnce * FetchedForEach;
        QueueTerms.Apply(queue, name);
        queue.BindDeadLetterQueue(QueueTerms.DeadLettersOf(name), QueueTerms.DeadLettersOf(name), QueueTerms.ApplyToParked);
    }
}
