namespace Workforce.ServiceDefaults.Errors;

/// <summary>
/// The body of a message is not the event that it says to be: it becomes a dead letter. Operators and logs get where and what kind of
/// fault it is, and nothing that the body contains; no inner exception, for a parser quotes what it could not parse.
/// </summary>
/// <param name="what">The part that cannot be read, for example an event's name.</param>
/// <param name="fault">Position or path, and the kind of fault.</param>
public sealed class UnreadableEventException(string what, string fault) : Exception($"{what}: {fault}");
