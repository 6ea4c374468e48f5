namespace Workforce.ServiceDefaults.Errors;

/// <summary>The service has no room for what was sent, and may have it later: RESOURCE_EXHAUSTED.</summary>
/// <param name="message">What it has no room for, as a sentence.</param>
public sealed class ExhaustedException(string message) : Exception(message);
