using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>units.yaml</c>: the work units (unit kerja, OPD) with their heads (kepala unit).</summary>
public static class UnitsFile
{
    public static IReadOnlyList<WorkUnit> Read(string path)
    {
        var file = YamlFile.Read(path).Allow("units");
        var entries = file.Sections("units");
        if (entries.Count == 0)
            throw file.Invalid("units", "a city has at least one work unit");

        var codes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        return [.. entries.Select(entry => Unit(entry, codes, names))];
    }

    private static WorkUnit Unit(YamlSection entry, Dictionary<string, string> codes, Dictionary<string, string> names)
    {
        entry.Allow("code", "name", "aliases", "kind", "head");
        var head = entry.Section("head").Allow("name", "title");
        var unit = new WorkUnit
        {
            Code = entry.Text("code"),
            Name = entry.Text("name"),
            Kind = entry.Text("kind"),
            Head = new UnitHead { Name = head.Text("name"), Title = head.Text("title") },
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
