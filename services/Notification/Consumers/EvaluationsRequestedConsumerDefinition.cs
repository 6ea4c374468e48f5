using MassTransit;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Notification.Consumers;

/// <summary>Waits for Contract, database or broker when one is away; parks what is malformed at once.</summary>
public sealed class EvaluationsRequestedConsumerDefinition : ConsumerDefinition<EvaluationsRequestedConsumer>
{
    public EvaluationsRequestedConsumerDefinition() => EndpointName = QueueName.For<EvaluationsRequested>("notification");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<EvaluationsRequestedConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
