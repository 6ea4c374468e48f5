namespace Workforce.Cli.Errors;

/// <summary>An argument or a file cannot be used. The message is one sentence that names it; exit code 2.</summary>
public sealed class BadInputException(string message) : Exception(message);
