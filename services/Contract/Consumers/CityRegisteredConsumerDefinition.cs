using MassTransit;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

public sealed class CityRegisteredConsumerDefinition : ConsumerDefinition<CityRegisteredConsumer>
{
    public CityRegisteredConsumerDefinition()
    {
        EndpointName = QueueName.For<CityRegistered>("contract");
        ConcurrentMessageLimit = 1;
    }

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<CityRegisteredConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
