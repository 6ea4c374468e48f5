using System.Collections.Concurrent;
using MassTransit;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Ids;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>What the consumer received, and how it is to behave.</summary>
internal sealed class Received
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

/// <summary>Handles each city once, and publishes an event in turn.</summary>
internal sealed class CityRegisteredConsumer(MessageInbox inbox, Received received) : IConsumer<CityRegistered>
{
    public async Task Consume(ConsumeContext<CityRegistered> context)
    {
        received.OnDelivery(Interlocked.Increment(ref received.Deliveries));
        await inbox.HandleOnceAsync(context.Received(), context.Message, HandleAsync);
    }

    private async Task HandleAsync(UnitOfWork work, IReadOnlyList<InboxMessage<CityRegistered>> messages)
    {
        received.Together.Enqueue(messages.Count);
        foreach (var message in messages)
        {
            await received.OnHandling(message.Item);
            received.Handled.Enqueue(message.Item);
            message.Publish(AnswerId(message.Item), new ContractsRegistered(message.Item.CityId, []));
        }
    }

    public static Guid AnswerId(CityRegistered city) => DerivedId.From("answer", city.CityId, city.Version);
}
