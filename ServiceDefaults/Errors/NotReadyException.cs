namespace Workforce.ServiceDefaults.Errors;

/// <summary>Right in itself, but not now: FAILED_PRECONDITION.</summary>
/// <param name="message">What has to be so first, as a sentence.</param>
public sealed class NotReadyException(string message) : Exception(message);
