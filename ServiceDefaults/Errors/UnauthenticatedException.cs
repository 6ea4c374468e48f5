namespace Workforce.ServiceDefaults.Errors;

/// <summary>Who calls is not known: UNAUTHENTICATED.</summary>
/// <param name="message">What is wrong with the token, without any of it, and what to do.</param>
public sealed class UnauthenticatedException(string message) : Exception(message);
