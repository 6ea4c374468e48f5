using MassTransit;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.Contract.Consumers;

public sealed class NoticesIssuedConsumerDefinition : ConsumerDefinition<NoticesIssuedConsumer>
{
    public NoticesIssuedConsumerDefinition() => EndpointName = QueueName.For<NoticesIssued>("contract");

    protected override void ConfigureConsumer(
        IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<NoticesIssuedConsumer> consumerConfigurator,
        IRegistrationContext context) =>
        endpointConfigurator.RetryWhileUnreachable();
}
