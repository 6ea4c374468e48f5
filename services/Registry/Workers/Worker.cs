namespace Workforce.Registry.Workers;

/// <summary>A contract worker (PTT, tenaga kontrak) as other services may see one.</summary>
/// <param name="Id">The worker.</param>
/// <param name="CityId">The city of the latest contract.</param>
/// <param name="Name">As given, titles included.</param>
/// <param name="NikLastFour">Never more of it.</param>
public sealed record Worker(Guid Id, Guid CityId, string Name, string NikLastFour);
