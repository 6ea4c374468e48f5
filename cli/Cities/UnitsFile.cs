using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>units.yaml</c>: the work units (unit kerja, OPD) with their heads (kepala unit).</summary>
public static class UnitsFile
{
    /// <summary>Units and, beside them, offices such as the mayor's.</summary>
    public static (IReadOnlyList<WorkUnit> Units, IReadOnlyList<Office> Offices) Read(string path)
    {
        var file = YamlFile.Read(path).Allow("units", "offices");
        var entries = file.Sections("units");
        if (entries.Count == 0)
            throw file.Invalid("units", "a city has at least one work unit");

        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return ([.. entries.Select(entry => Unit(entry, codes, names))], [.. file.Sections("offices").Select(entry => Office(entry, codes))]);
    }

    // The head of a unit holds the office that has the unit's code.
    private static Office Office(YamlSection entry, Dictionary<string, string> codes)
    {
        entry.Allow("code", "title", "superior", "signs");
        var office = new Office
        {
            Code = entry.Text("code"),
            Title = entry.Text("title"),
            Superior = entry.OptionalText("superior") ?? "",
            Signs = entry.Flag("signs") ?? false,
        };
        CheckUnique(entry, "code", office.Code, office.Code, codes);
        return office;
    }

    private static WorkUnit Unit(YamlSection entry, Dictionary<string, string> codes, Dictionary<string, string> names)
    {
        entry.Allow("code", "name", "aliases", "kind", "head", "superior");
        var head = entry.Section("head").Allow("name", "title", "subject");
        var unit = new WorkUnit
        {
            Code = entry.Text("code"),
            Name = entry.Text("name"),
            Kind = entry.Text("kind"),
            Head = new UnitHead { Name = head.Text("name"), Title = head.Text("title"), Subject = head.OptionalText("subject") ?? "" },
            Superior = entry.OptionalText("superior") ?? "",
        };
        unit.Aliases.AddRange(entry.Texts("aliases"));

        CheckUnique(entry, "code", unit.Code, unit.Code, codes);
        CheckUnique(entry, "name", unit.Name, unit.Code, names);
        foreach (var alias in unit.Aliases)
            CheckUnique(entry, "aliases", alias, unit.Code, names);
        return unit;
    }

    // A cell of the register must identify one unit, so no two units may share a name or an alias.
    private static void CheckUnique(YamlSection entry, string field, string text, string code, Dictionary<string, string> unitCodes)
    {
        if (!unitCodes.TryAdd(text, code))
            throw entry.Invalid(field, $"'{text}' already means the unit {unitCodes[text]}");
    }
}
