using MassTransit;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Messaging;

internal static class Retry
{
    /// <summary>
    /// Retries with exponential back-off while the database, the broker or another service is unreachable: the messages remain
    /// unacknowledged, so the endpoint pauses and nothing becomes a dead letter. Any other failure makes the message one at once.
    /// </summary>
    public static void RetryWhileUnreachable(this IConsumePipeConfigurator endpoint) =>
        endpoint.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(Unreachable.Is);
            // More than a day of trying; RabbitMQ requeues a delivery that is unacknowledged for 30 minutes, so none gets there.
            retry.Exponential(5_000, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(200));
        });
}
