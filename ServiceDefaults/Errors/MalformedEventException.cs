namespace Workforce.ServiceDefaults.Errors;

/// <summary>
/// An event that cannot be handled as it is, now or later: it becomes a dead letter. Operators read the reason, so it names ids and fields
/// only, never a value that may be personal.
/// </summary>
/// <param name="eventName">The kind of event.</param>
/// <param name="batchId">The batch that it is about.</param>
/// <param name="fault">What is wrong with it.</param>
public sealed class MalformedEventException(string eventName, Guid batchId, string fault)
    : Exception($"{eventName} '{batchId}': {fault}");
