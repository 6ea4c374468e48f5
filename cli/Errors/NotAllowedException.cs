namespace Workforce.Cli.Errors;

/// <summary>Who calls is not known, or may not do it. The message is one sentence; exit code 4.</summary>
public sealed class NotAllowedException(string message) : Exception(message);
