using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using RabbitMQ.Client;
using Workforce.Messaging.V1;

namespace Workforce.ServiceDefaults.Parking;

/// <summary>What may be said of a parked message.</summary>
internal static class Description
{
    public static ParkedMessage Of(ParkedQueue queue, BasicGetResult got)
    {
        var headers = got.BasicProperties.Headers;
        // What an earlier parking left behind does not count in another place.
        var exceptionType = queue.Place == ParkedPlace.Error ? Reason.ExceptionType(Text(headers, "MT-Fault-ExceptionType")) : "";
        return new ParkedMessage
        {
            Queue = queue.Queue,
            Place = queue.Place,
            MessageId = Envelope.IdOf(got)?.ToString() ?? "",
            EventType = Envelope.EventTypeOf(got),
            ParkedAt = ParkedAt(queue.Place, headers),
            ExceptionType = exceptionType,
            Reason = Reason.Of(queue.Place, exceptionType, Text(headers, "MT-Fault-Message")),
            SizeBytes = got.Body.Length,
        };
    }

    private static Timestamp? ParkedAt(ParkedPlace place, IDictionary<string, object?>? headers) => place switch
    {
        ParkedPlace.Error => FaultedAt(headers),
        ParkedPlace.Dead => DiedAt(headers),
        _ => null,
    };

    private static Timestamp? FaultedAt(IDictionary<string, object?>? headers) =>
        DateTimeOffset.TryParse(
            Text(headers, "MT-Fault-Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Timestamp.FromDateTimeOffset(at)
            : null;

    // RabbitMQ's own account of it, the newest death first.
    private static Timestamp? DiedAt(IDictionary<string, object?>? headers) =>
        headers is not null && headers.TryGetValue("x-death", out var deaths) && deaths is IList<object> and [IDictionary<string, object> newest, ..]
            && newest.TryGetValue("time", out var time) && time is AmqpTimestamp at
            ? Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeSeconds(at.UnixTime))
            : null;

    private static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value) && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}
