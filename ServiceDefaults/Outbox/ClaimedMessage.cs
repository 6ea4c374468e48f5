namespace Workforce.ServiceDefaults.Outbox;

/// <summary>A message that the relay has claimed.</summary>
internal sealed record ClaimedMessage(Guid Id, string EventType, byte[] Body, string? TraceParent, double Waited);
