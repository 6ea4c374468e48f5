namespace Workforce.Registry.Cities;

/// <summary>A company that employs outsourced workers of a city (pihak ketiga, perusahaan alih daya).</summary>
public sealed record Vendor(Guid Id, string Name);
