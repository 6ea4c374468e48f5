using MassTransit;
using Workforce.Evaluation.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

public sealed class EvaluationsRequestedConsumerDefinition : ConsumerDefinition<EvaluationsRequestedConsumer>
{
    public EvaluationsRequestedConsumerDefinition() => EndpointName = QueueName.For<EvaluationsRequested>("contract");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<EvaluationsRequestedConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
