namespace Workforce.ServiceDefaults.Errors;

/// <summary>The caller sent nothing more for too long, and held what the call uses: DEADLINE_EXCEEDED.</summary>
/// <param name="message">What did not come, as a sentence.</param>
public sealed class IdleCallerException(string message) : Exception(message);
