namespace Workforce.ServiceDefaults.Errors;

/// <summary>Who calls is known, and may not do this: PERMISSION_DENIED.</summary>
/// <param name="message">Which role it takes, or what is out of reach.</param>
public sealed class PermissionDeniedException(string message) : Exception(message);
