using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>units.yaml</c>: the work units (OPD) with their heads.</summary>
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

        Claim(entry, "code", unit.Code, unit.Code, codes);
        Claim(entry, "name", unit.Name, unit.Code, names);
        foreach (var alias in unit.Aliases)
            Claim(entry, "aliases", alias, unit.Code, names);
        return unit;
    }

    // A register's cell must lead to one unit, so no two may be written the same way.
    private static void Claim(YamlSection entry, string field, string text, string code, Dictionary<string, string> taken)
    {
        if (!taken.TryAdd(text, code))
            throw entry.Invalid(field, $"'{text}' already means the unit {taken[text]}");
    }
}
