namespace Workforce.Cli.Errors;

/// <summary>The system, or the part of it that is needed, does not answer. The message is one sentence; exit code 1.</summary>
public sealed class NotRunningException(string message) : Exception(message);
