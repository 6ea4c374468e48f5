using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>Publishes a dead letter to the queue that it comes from, as it was first delivered there.</summary>
internal static class Requeue
{
    /// <returns>True when RabbitMQ has confirmed it; false when the queue does not accept it, or does not exist.</returns>
    public static async Task<bool> PublishAsync(IChannel publisher, string queue, BasicGetResult got, CancellationToken cancellation)
    {
        var properties = new BasicProperties(got.BasicProperties) { Persistent = true, Headers = Headers(got.BasicProperties) };
        try
        {
            await publisher.BasicPublishAsync("", queue, mandatory: true, properties, got.Body, cancellation);
            return true;
        }
        catch (PublishException)
        {
            return false;
        }
    }

    // Without what made it a dead letter, and RabbitMQ's counts of its deliveries and deaths.
    private static Dictionary<string, object?>? Headers(IReadOnlyBasicProperties properties) =>
        properties.Headers?.Where(header => !IsOfDeadLetter(header.Key)).ToDictionary(header => header.Key, header => header.Value);

    private static bool IsOfDeadLetter(string header) =>
        header.StartsWith("MT-Fault-", StringComparison.Ordinal) || header.StartsWith("x-", StringComparison.Ordinal) || header == "MT-Reason";
}
