using System.Diagnostics;
using MassTransit;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Takes from a delivery what MassTransit would log, and has already tagged on the span, as the message's id: the sender may have written
/// anything there.
/// </summary>
internal sealed class ForeignIds : IReceiveObserver
{
    // OpenTelemetry's name; MassTransit takes it from the message's property or from the header.
    private const string SpanTag = "messaging.message.id";
    private const string Header = "TransportMessageId";

    public Task PreReceive(ReceiveContext context)
    {
        if (Activity.Current is { } span && span.GetTagItem(SpanTag) is string id && !Guid.TryParse(id, out _))
            span.SetTag(SpanTag, null);
        if (context.TryGetPayload(out RabbitMqBasicConsumeContext? delivery))
            delivery.Properties.Headers?.Remove(Header);
        return Task.CompletedTask;
    }

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;
}
