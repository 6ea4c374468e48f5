using MassTransit;
using Workforce.Contract.Cities;
using Workforce.Contract.Storage;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;

namespace Workforce.Contract.Consumers;

/// <summary>Keeps the city as Registry has it. A zone that does not exist parks the message: no day could be told by it.</summary>
public sealed class CityRegisteredConsumer(Inbox inbox, CityTable cities) : IConsumer<CityRegistered>
{
    public Task Consume(ConsumeContext<CityRegistered> context)
    {
        var told = context.Message;
        var city = new City(told.CityId, told.Version, told.Code, told.Name, TimeZoneInfo.FindSystemTimeZoneById(told.TimeZone).Id);
        return inbox.OnceAsync(context, city, SaveAsync);
    }

    private async Task SaveAsync(Work work, IReadOnlyList<InboxMessage<City>> messages)
    {
        foreach (var message in messages)
            await cities.SaveAsync(work, message.Item, CancellationToken.None);
    }
}
