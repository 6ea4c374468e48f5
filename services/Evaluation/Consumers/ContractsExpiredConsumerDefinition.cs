using MassTransit;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Evaluation.Consumers;

/// <summary>Waits for a database or broker that is away; parks what is malformed at once.</summary>
public sealed class ContractsExpiredConsumerDefinition : ConsumerDefinition<ContractsExpiredConsumer>
{
    public ContractsExpiredConsumerDefinition() => EndpointName = QueueName.For<ContractsExpired>("evaluation");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ContractsExpiredConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
