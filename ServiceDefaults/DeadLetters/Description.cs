using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using RabbitMQ.Client;
using Workforce.Messaging.V1;

namespace Workforce.ServiceDefaults.DeadLetters;

/// <summary>What may be shown of a dead letter.</summary>
internal static class Description
{
    public static DeadLetter Of(DeadLetterQueue queue, BasicGetResult got)
    {
        var headers = got.BasicProperties.Headers;
        // Headers of an earlier failure say nothing of another cause.
        var exceptionType = queue.Cause == DeadLetterCause.Error ? Reason.ExceptionType(Text(headers, "MT-Fault-ExceptionType")) : "";
        return new DeadLetter
        {
            Queue = queue.Queue,
            Cause = queue.Cause,
            MessageId = Envelope.IdOf(got)?.ToString() ?? "",
            EventType = Envelope.EventTypeOf(got),
            DeadLetteredAt = DeadLetteredAt(queue.Cause, headers),
            ExceptionType = exceptionType,
            Reason = Reason.Of(queue.Cause, exceptionType, Text(headers, "MT-Fault-Message")),
            SizeBytes = got.Body.Length,
        };
    }

    private static Timestamp? DeadLetteredAt(DeadLetterCause cause, IDictionary<string, object?>? headers) => cause switch
    {
        DeadLetterCause.Error => FaultedAt(headers),
        DeadLetterCause.DeliveryLimit => DiedAt(headers),
        _ => null,
    };

    private static Timestamp? FaultedAt(IDictionary<string, object?>? headers) =>
        DateTimeOffset.TryParse(
            Text(headers, "MT-Fault-Timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Timestamp.FromDateTimeOffset(at)
            : null;

    // By RabbitMQ's header, the newest death first.
    private static Timestamp? DiedAt(IDictionary<string, object?>? headers) =>
        headers is not null && headers.TryGetValue("x-death", out var deaths) && deaths is IList<object> and [IDictionary<string, object> newest, ..]
            && newest.TryGetValue("time", out var time) && time is AmqpTimestamp at
            && at.UnixTime >= DateTimeOffset.MinValue.ToUnixTimeSeconds() && at.UnixTime <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeSeconds(at.UnixTime))
            : null;

    private static string? Text(IDictionary<string, object?>? headers, string name) =>
        headers is not null && headers.TryGetValue(name, out var value) && value is byte[] text ? Encoding.UTF8.GetString(text) : null;
}
