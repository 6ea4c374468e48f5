using MassTransit;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

public sealed class LettersIssuedConsumerDefinition : ConsumerDefinition<LettersIssuedConsumer>
{
    public LettersIssuedConsumerDefinition() => EndpointName = QueueName.For<LettersIssued>("contract");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<LettersIssuedConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
