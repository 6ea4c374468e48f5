using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.Contract.Cities;

/// <summary>Keeps cities as the register has them.</summary>
public sealed class SaveCities(MessageInbox inbox)
{
    /// <exception cref="MalformedEventException">The zone does not exist: no day of the city could be determined.</exception>
    public Task SaveAsync(ReceivedMessage<CityRegistered> message)
    {
        var registered = message.Event;
        if (registered.TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(registered.TimeZone, out var zone))
            throw new MalformedEventException(nameof(CityRegistered), registered.CityId, "time_zone is no time zone");
        return inbox.HandleOnceAsync(message, new City(registered.CityId, registered.Version, registered.Code, registered.Name, zone.Id), StoreAsync);
    }

    private static Task StoreAsync(UnitOfWork work, IReadOnlyList<InboxMessage<City>> messages) =>
        CityStore.SaveAsync(work, messages.Select(message => message.Item), CancellationToken.None);
}
