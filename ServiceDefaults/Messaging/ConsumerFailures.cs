using MassTransit;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Has every consumer fail with what may be known of a failure (<see cref="UnexpectedFailureException"/>), before MassTransit logs it, tags
/// it on a span or writes it to the headers of a dead letter.
/// </summary>
internal sealed class ConsumerFailures : IConsumerConfigurationObserver
{
    public void ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
        where TConsumer : class
    {
    }

    public void ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator)
        where TConsumer : class
        where TMessage : class => configurator.UseFilter(new Filter<TConsumer, TMessage>());

    private sealed class Filter<TConsumer, TMessage> : IFilter<ConsumerConsumeContext<TConsumer, TMessage>>
        where TConsumer : class
        where TMessage : class
    {
        public async Task Send(ConsumerConsumeContext<TConsumer, TMessage> context, IPipe<ConsumerConsumeContext<TConsumer, TMessage>> next)
        {
            try
            {
                await next.Send(context);
            }
            catch (Exception failure) when (UnexpectedFailureException.Of(failure) is UnexpectedFailureException described && described != failure)
            {
                throw described;
            }
        }

        public void Probe(ProbeContext context) => context.CreateFilterScope("failures");
    }
}
