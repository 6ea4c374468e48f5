using System.Text.Json;
using Workforce.ServiceDefaults.Messaging;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>An event on its way into the outbox, and the trace that it belongs to.</summary>
internal sealed record Announcement(Guid MessageId, string EventType, byte[] Body, Guid? CausedBy, string? TraceParent)
{
    public static Announcement Of(Guid messageId, object @event, Guid? causedBy, string? traceParent) => new(
        messageId, EventCatalog.NameOf(@event.GetType()),
        JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), JsonSerializerOptions.Web), causedBy, traceParent);
}
