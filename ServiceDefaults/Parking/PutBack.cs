using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Workforce.ServiceDefaults.Parking;

/// <summary>Publishes a parked message to the queue that it was parked from, as it came there first.</summary>
internal static class PutBack
{
    /// <returns>True when RabbitMQ has confirmed it; false when the queue does not take it, or is not there.</returns>
    public static async Task<bool> SendAsync(IChannel publisher, string queue, BasicGetResult got, CancellationToken cancellation)
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

    // What parking wrote on it, and RabbitMQ's own account of its deliveries and deaths, begin anew.
    private static Dictionary<string, object?>? Headers(IReadOnlyBasicProperties properties) =>
        properties.Headers?.Where(header => !IsOfParking(header.Key)).ToDictionary(header => header.Key, header => header.Value);

    private static bool IsOfParking(string header) =>
        header.StartsWith("MT-Fault-", StringComparison.Ordinal) || header.StartsWith("x-", StringComparison.Ordinal) || header == "MT-Reason";
}
