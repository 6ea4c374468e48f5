namespace Workforce.Registry.Cities;

/// <summary>A department, hospital, health centre or section (OPD, satuan kerja).</summary>
/// <param name="Id">The unit.</param>
/// <param name="CityId">Its city.</param>
/// <param name="Code">Stable within the city, for example <c>damkar</c>.</param>
/// <param name="Name">As the city writes it.</param>
/// <param name="Aliases">Other ways to write the name.</param>
/// <param name="Kind">For example <c>fire-service</c>; empty when it has none.</param>
/// <param name="Head">Who rates the unit's workers.</param>
public sealed record WorkUnit(
    Guid Id, Guid CityId, string Code, string Name, IReadOnlyList<string> Aliases, string Kind, UnitHead Head)
{
    /// <summary>Every way in which the unit may be written: its name, aliases and code.</summary>
    public IEnumerable<string> AllNames => [Name, .. Aliases, Code];

    public bool Equals(WorkUnit? other) =>
        other is not null && Id == other.Id && CityId == other.CityId && Code == other.Code && Name == other.Name
        && Kind == other.Kind && Head == other.Head && Aliases.SequenceEqual(other.Aliases);

    public override int GetHashCode() => Id.GetHashCode();
}
