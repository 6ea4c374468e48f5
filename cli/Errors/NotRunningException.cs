namespace Workforce.Cli.Errors;

/// <summary>The system, or a service that is needed, does not answer or failed. The message is one sentence; exit code 1.</summary>
public sealed class NotRunningException(string message) : Exception(message);
