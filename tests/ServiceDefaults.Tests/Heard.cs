using System.Collections.Concurrent;
using MassTransit;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Identity;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>What the listener heard, and how it is to behave.</summary>
internal sealed class Heard
{
    public ConcurrentQueue<CityRegistered> Handled { get; } = [];

    /// <summary>How many messages were handled together, each time.</summary>
    public ConcurrentQueue<int> Together { get; } = [];

    public int Deliveries;

    /// <summary>Called at each delivery with its number, from 1; may throw.</summary>
    public Action<int> OnDelivery { get; init; } = _ => { };

    /// <summary>Called within the transaction; may wait, and may throw.</summary>
    public Func<CityRegistered, Task> OnHandling { get; init; } = _ => Task.CompletedTask;
}

/// <summary>Handles each city once, and announces something in turn.</summary>
internal sealed class Listener(Inbox inbox, Heard heard) : IConsumer<CityRegistered>
{
    public async Task Consume(ConsumeContext<CityRegistered> context)
    {
        heard.OnDelivery(Interlocked.Increment(ref heard.Deliveries));
        await inbox.OnceAsync(context, context.Message, HandleAsync);
    }

    private async Task HandleAsync(Work work, IReadOnlyList<InboxMessage<CityRegistered>> messages)
    {
        heard.Together.Enqueue(messages.Count);
        foreach (var message in messages)
        {
            await heard.OnHandling(message.Item);
            heard.Handled.Enqueue(message.Item);
            message.Announce(AnswerId(message.Item), new ContractsRegistered(message.Item.CityId, []));
        }
    }

    public static Guid AnswerId(CityRegistered city) => DerivedId.From("answer", city.CityId, city.Version);
}

internal sealed class ListenerDefinition : ConsumerDefinition<Listener>
{
    public ListenerDefinition() => EndpointName = QueueName.For<CityRegistered>("contract");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<Listener> consumerConfigurator,
        IRegistrationContext context) => endpointConfigurator.RetryWhileUnreachable();
}
