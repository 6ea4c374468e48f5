using Workforce.Registry.Names;
using Workforce.ServiceDefaults.Identity;

namespace Workforce.Registry.Cities;

/// <summary>Kepala unit kerja, a named person.</summary>
public sealed record UnitHead(Guid Id, string Name, string Title)
{
    /// <summary>
    /// The head of a unit. The id follows from unit and name: a new head has a new id, and one who gets another title, or
    /// whose name is only spelled with other blanks or letter case, keeps it. Namesakes in two units are two heads.
    /// </summary>
    public static UnitHead Of(Guid unitId, string name, string title) =>
        new(DerivedId.From("unit-head", unitId, Spelling.Key(name)), name, title);
}
