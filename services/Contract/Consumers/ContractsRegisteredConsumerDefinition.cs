using MassTransit;
using Workforce.Registry.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

public sealed class ContractsRegisteredConsumerDefinition : ConsumerDefinition<ContractsRegisteredConsumer>
{
    public ContractsRegisteredConsumerDefinition() => EndpointName = QueueName.For<ContractsRegistered>("contract");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ContractsRegisteredConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
