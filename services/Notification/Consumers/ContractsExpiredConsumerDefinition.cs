using MassTransit;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Notification.Consumers;

/// <summary>Waits for Registry, Contract, database or broker when one is away; parks what is malformed at once.</summary>
public sealed class ContractsExpiredConsumerDefinition : ConsumerDefinition<ContractsExpiredConsumer>
{
    public ContractsExpiredConsumerDefinition() => EndpointName = QueueName.For<ContractsExpired>("notification");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ContractsExpiredConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
