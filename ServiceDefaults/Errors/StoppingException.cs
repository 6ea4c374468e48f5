namespace Workforce.ServiceDefaults.Errors;

/// <summary>The service is stopping and ends a call that would have gone on: UNAVAILABLE; another instance answers.</summary>
public sealed class StoppingException() : Exception("the service is stopping; call again");
