namespace Workforce.ServiceDefaults.Storage;

/// <summary>A claimed message, and for how many seconds it has waited.</summary>
internal sealed record OutboxRow(Guid Id, string EventType, byte[] Body, string? TraceParent, double Waited);
