using MassTransit;
using Workforce.Contract.Cities;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Inbox;

namespace Workforce.Contract.Consumers;

public sealed class CityRegisteredConsumer(SaveCities saveCities) : IConsumer<CityRegistered>
{
    public Task Consume(ConsumeContext<CityRegistered> context) => saveCities.SaveAsync(context.Received());
}
