using Workforce.ServiceDefaults.Ids;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Cities;

/// <summary>A department, hospital, health centre or section (OPD, satuan kerja).</summary>
/// <param name="Code">Stable within the city, for example <c>damkar</c>.</param>
/// <param name="Name">As the city writes it.</param>
/// <param name="Aliases">Other ways to write the name.</param>
/// <param name="Kind">For example <c>fire-service</c>; empty when it has none.</param>
/// <param name="Head">Rates the unit's workers.</param>
/// <param name="Superior">Code of the office next above the head (atasan); empty when none is known.</param>
public sealed record WorkUnit(
    Guid Id, Guid CityId, string Code, string Name, IReadOnlyList<string> Aliases, string Kind, UnitHead Head, string Superior)
{
    /// <summary>Every way in which the unit may be written: its name, aliases and code.</summary>
    public IEnumerable<string> AllNames => [Name, .. Aliases, Code];

    public bool Equals(WorkUnit? other) =>
        other is not null && Id == other.Id && CityId == other.CityId && Code == other.Code && Name == other.Name
        && Kind == other.Kind && Head == other.Head && Superior == other.Superior && Aliases.SequenceEqual(other.Aliases);

    public override int GetHashCode() => Id.GetHashCode();
}

/// <summary>Kepala unit kerja: the person who rates the unit's workers.</summary>
/// <param name="Title">Jabatan.</param>
/// <param name="Subject">The person at the identity provider; empty when none is known.</param>
public sealed record UnitHead(Guid Id, string Name, string Title, string Subject)
{
    /// <summary>
    /// The head of a unit. The id follows from unit and name: a new head has a new id, and a head with another title, or whose name is
    /// only spelled with other blanks or letter case, keeps it. Namesakes in two units are two heads.
    /// </summary>
    public static UnitHead Of(Guid unitId, string name, string title, string subject) =>
        new(IdOf(unitId, name), name, title, subject);

    /// <summary>The id of who heads a unit under a name.</summary>
    public static Guid IdOf(Guid unitId, string name) => DerivedId.From("unit-head", unitId, Spelling.Key(name));
}
