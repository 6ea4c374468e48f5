using System.Text.RegularExpressions;
using Workforce.Registry.Appointments;
using Workforce.Registry.Rules;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Cities;

/// <summary>Checks a declaration: tidies every text, and refuses what cannot be, by field and value.</summary>
public static partial class DeclarationCheck
{
    private const int LongestText = 200;
    private const int MostUnits = 10_000;
    private const int MostAliases = 100;
    private const int MostPositions = 1_000;
    private const int OldestAge = 150;

    private static readonly ExclusionReason[] ByPolicy =
        [ExclusionReason.Procurement, ExclusionReason.Blud, ExclusionReason.AppointedLater, ExclusionReason.LessThanAYear];

    /// <returns>The declaration with its texts tidied.</returns>
    /// <exception cref="InvalidInputException">A field is missing, too long, no code, or a duplicate.</exception>
    public static CityDeclaration Checked(CityDeclaration declared)
    {
        if (declared.Units.Count > MostUnits)
            throw new InvalidInputException("work_units", $"{declared.Units.Count}", $"are too many; at most {MostUnits}");
        var tidied = new CityDeclaration(
            CityCode(declared.Code),
            Text("name", declared.Name),
            declared.TimeZone,
            [.. declared.Units.Select((unit, i) => Unit($"work_units[{i}]", unit))],
            [.. declared.Vendors.Select((vendor, i) => Text($"vendors[{i}].name", vendor))],
            [.. declared.Offices.Select((office, i) => Office($"offices[{i}]", office))],
            declared.Issuer,
            declared.PurposeRequired,
            declared.PaperRequired,
            declared.NationalExport is { } rules ? Rules("national_export", rules) : null);
        RefuseDuplicates("work_units", "code", [.. tidied.Units.Select(unit => unit.Code)]);
        RefuseDuplicates("vendors", "name", tidied.Vendors);
        RefuseDuplicateOffices(tidied);
        return tidied;
    }

    private static UnitDeclaration Unit(string field, UnitDeclaration unit)
    {
        if (unit.Aliases.Count > MostAliases)
            throw new InvalidInputException($"{field}.aliases", $"{unit.Aliases.Count}", $"are too many; at most {MostAliases}");
        return new UnitDeclaration(
            Code($"{field}.code", unit.Code),
            Text($"{field}.name", unit.Name),
            [.. unit.Aliases.Select((alias, i) => Text($"{field}.aliases[{i}]", alias))],
            unit.Kind.Length == 0 ? "" : Code($"{field}.kind", unit.Kind),
            Text($"{field}.head.name", unit.HeadName),
            OptionalText($"{field}.head.title", unit.HeadTitle),
            unit.HeadSubject.Any(char.IsControl) || unit.HeadSubject.Length > LongestText
                ? throw new InvalidInputException($"{field}.head.subject", null, $"is no identity of at most {LongestText} characters")
                : unit.HeadSubject,
            unit.Superior.Length == 0 ? "" : Code($"{field}.superior", unit.Superior));
    }

    private static NationalRules Rules(string field, NationalRules rules)
    {
        if (rules.ExcludedPositions.Count > MostPositions)
            throw new InvalidInputException($"{field}.excluded_positions", $"{rules.ExcludedPositions.Count}", $"are too many; at most {MostPositions}");
        string[] positions = [.. rules.ExcludedPositions.Select((position, i) => Text($"{field}.excluded_positions[{i}]", position))];
        var (lowest, highest) = (Age($"{field}.lowest_age", rules.LowestAge), Age($"{field}.highest_age", rules.HighestAge));
        if (lowest > highest)
            throw new InvalidInputException($"{field}.lowest_age", $"{lowest}", $"is above the highest age {highest}");
        for (var i = 0; i < rules.AlsoExcluded.Count; i++)
            if (!ByPolicy.Contains(rules.AlsoExcluded[i]))
                throw new InvalidInputException($"{field}.also_excluded[{i}]", $"{(int)rules.AlsoExcluded[i]}", "is none of PROCUREMENT, BLUD, APPOINTED_LATER and LESS_THAN_A_YEAR");
        return new NationalRules(rules.RulesOf, [.. positions.DistinctBy(Spelling.Key)], lowest, highest, [.. rules.AlsoExcluded.Distinct().Order()]);
    }

    private static int? Age(string field, int? years) => years is null or (>= 1 and <= OldestAge)
        ? years
        : throw new InvalidInputException(field, $"{years}", $"is not a number of years from 1 to {OldestAge}");

    private static Office Office(string field, Office office) => office with
    {
        Code = Code($"{field}.code", office.Code),
        Title = Text($"{field}.title", office.Title),
        Superior = office.Superior.Length == 0 ? "" : Code($"{field}.superior", office.Superior),
    };

    // Who names a city by its id must not find another one that has this as its code.
    private static string CityCode(string value)
    {
        var code = Code("code", value);
        return Guid.TryParse(code, out _) ? throw new InvalidInputException("code", code, "has the form of an id") : code;
    }

    // A unit's head holds the office that has the unit's code.
    private static void RefuseDuplicateOffices(CityDeclaration declared)
    {
        var units = declared.Units.Select(unit => unit.Code).ToHashSet();
        for (var i = 0; i < declared.Offices.Count; i++)
            if (!units.Add(declared.Offices[i].Code))
                throw new InvalidInputException($"offices[{i}].code", declared.Offices[i].Code, "is already the code of an office, or of a unit, which its head's office has");
    }

    private static string Text(string field, string value) =>
        OptionalText(field, value) is { Length: > 0 } text ? text : throw new InvalidInputException(field, null, "is required");

    private static string OptionalText(string field, string value)
    {
        var text = Spelling.Tidy(value);
        if (text.Length > LongestText)
            throw new InvalidInputException(field, text, $"is longer than {LongestText} characters");
        if (!Spelling.IsPlain(text))
            throw new InvalidInputException(field, null, "contains control characters");
        return text;
    }

    private static string Code(string field, string value)
    {
        var code = Text(field, value);
        return CodeForm().IsMatch(code)
            ? code
            : throw new InvalidInputException(field, code, "is not lower-case letters, digits and single hyphens");
    }

    private static void RefuseDuplicates(string list, string field, IReadOnlyList<string> values)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < values.Count; i++)
        {
            if (!seen.Add(Spelling.Key(values[i])))
                throw new InvalidInputException($"{list}[{i}].{field}", values[i], "is a duplicate");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex CodeForm();
}
