namespace Workforce.Registry.Cities;

/// <summary>What a city declares of itself: its zone, units and vendors.</summary>
public sealed record CityDeclaration(
    string Code, string Name, string TimeZone, IReadOnlyList<UnitDeclaration> Units, IReadOnlyList<string> Vendors);

/// <summary>What a city declares of one of its work units.</summary>
public sealed record UnitDeclaration(
    string Code, string Name, IReadOnlyList<string> Aliases, string Kind, string HeadName, string HeadTitle);
