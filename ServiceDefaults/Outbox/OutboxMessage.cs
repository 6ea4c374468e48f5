using System.Text.Json;
using Workforce.ServiceDefaults.Topology;

namespace Workforce.ServiceDefaults.Outbox;

/// <summary>An event for the outbox, and the trace that it belongs to.</summary>
internal sealed record OutboxMessage(Guid MessageId, string EventType, byte[] Body, Guid? CausedBy, string? TraceParent)
{
    public static OutboxMessage Of(Guid messageId, object @event, Guid? causedBy, string? traceParent) => new(
        messageId, EventCatalog.NameOf(@event.GetType()),
        JsonSerializer.SerializeToUtf8Bytes(@event, @event.GetType(), JsonSerializerOptions.Web), causedBy, traceParent);
}
