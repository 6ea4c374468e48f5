using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>city.yaml</c>: code, name, zone and vendors.</summary>
public static class CityFile
{
    private static readonly Dictionary<string, Workforce.Registry.V1.TimeZone> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["WIB"] = Workforce.Registry.V1.TimeZone.Wib,
        ["WITA"] = Workforce.Registry.V1.TimeZone.Wita,
        ["WIT"] = Workforce.Registry.V1.TimeZone.Wit,
    };

    public static ApplyCityRequest Read(string path)
    {
        var file = YamlFile.Read(path).Allow("code", "name", "zone", "vendors");
        var request = new ApplyCityRequest { Code = file.Text("code"), Name = file.Text("name"), TimeZone = Zone(file) };
        request.Vendors.AddRange(file.Texts("vendors").Select(name => new Vendor { Name = name }));
        return request;
    }

    private static Workforce.Registry.V1.TimeZone Zone(YamlSection file)
    {
        var text = file.Text("zone");
        return Zones.TryGetValue(text, out var zone)
            ? zone
            : throw file.Invalid("zone", $"'{text}' is not a zone of Indonesia (WIB, WITA or WIT)");
    }
}
