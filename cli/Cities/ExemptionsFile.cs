using Workforce.Cli.Errors;
using Workforce.Contract.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>exemptions.yaml</c>: the exemption list (daftar unit yang dikecualikan) of the mayor's circular (surat edaran).</summary>
public static class ExemptionsFile
{
    /// <param name="units">The city's units: a kind or code that no unit has is refused.</param>
    public static ExemptionList Read(string path, IReadOnlyCollection<WorkUnit> units)
    {
        var file = YamlFile.Read(path).Allow("number", "decided_on", "signatory", "stay_home_from", "kinds", "units");
        var signatory = file.Section("signatory").Allow("name", "title");
        var list = new ExemptionList
        {
            Number = file.Text("number"),
            DecidedOn = file.Day("decided_on"),
            Signatory = new Signatory { Name = signatory.Text("name"), Title = signatory.Text("title") },
            StayHomeFrom = file.OptionalDay("stay_home_from") ?? "",
        };
        list.Kinds.AddRange(Known(file, "kinds", "unit is of the kind", [.. units.Select(unit => unit.Kind)]));
        list.UnitCodes.AddRange(Known(file, "units", "unit has the code", [.. units.Select(unit => unit.Code)]));
        return list;
    }

    private static IReadOnlyList<string> Known(YamlSection file, string field, string what, HashSet<string> known)
    {
        var named = file.Texts(field);
        var unknown = named.FirstOrDefault(name => !known.Contains(name));
        return unknown is null ? named : throw file.Invalid(field, $"no {what} '{unknown}'{Nearest.Hint(unknown, known)}");
    }
}
