namespace Workforce.ServiceDefaults.Outbox;

/// <summary>A message that the relay has claimed.</summary>
/// <param name="Waited">Seconds since it was stored.</param>
internal sealed record ClaimedMessage(Guid Id, string EventType, byte[] Body, string? TraceParent, double Waited);
