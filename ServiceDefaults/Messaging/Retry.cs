using MassTransit;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Messaging;

public static class Retry
{
    /// <summary>
    /// Tries again, ever more slowly, while the database, the broker or another service cannot be reached: the messages in hand
    /// stay in hand, so the endpoint pauses and parks nothing. Anything else is the message's own fault and parks it at once.
    /// </summary>
    public static void RetryWhileUnreachable(this IConsumePipeConfigurator endpoint) =>
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Unreachable.Is);
            // More than a day of trying; RabbitMQ takes a message back from a listener after 30 minutes, so none gets there.
            retry.Exponential(5_000, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(200));
        });
}
