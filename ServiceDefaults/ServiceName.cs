namespace Workforce.ServiceDefaults;

/// <summary>The service's own name, as AppHost has it.</summary>
public sealed record ServiceName(string Value);
