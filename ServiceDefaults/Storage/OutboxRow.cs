namespace Workforce.ServiceDefaults.Storage;

/// <summary>A claimed message.</summary>
internal sealed record OutboxRow(Guid Id, string EventType, byte[] Body, string? TraceParent);
