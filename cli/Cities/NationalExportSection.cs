using System.Globalization;
using Workforce.Cli.Errors;
using Workforce.Registry.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>national_export</c> of <c>policy.yaml</c>: whom the national data collection leaves out, by the rules of a day. Registry has it.</summary>
public static class NationalExportSection
{
    private const string Age = "age";
    private const string Also = "also_excluded";
    private const int OldestAge = 150;

    private static readonly Dictionary<string, ExclusionReason> Reasons = new()
    {
        ["procurement"] = ExclusionReason.Procurement,
        ["blud"] = ExclusionReason.Blud,
        ["appointed_later"] = ExclusionReason.AppointedLater,
        ["less_than_a_year"] = ExclusionReason.LessThanAYear,
    };

    /// <returns>Null when the policy has no such section.</returns>
    /// <exception cref="BadInputException">A field is missing or invalid.</exception>
    public static NationalExportRules? Read(string path)
    {
        if (YamlFile.Read(path).OptionalSection("national_export")?.Allow("rules_of", "excluded_positions", Age, Also) is not { } section)
            return null;
        var (lowest, highest) = AgesOf(section);
        return new NationalExportRules
        {
            RulesOf = section.Day("rules_of"),
            ExcludedPositions = { section.Texts("excluded_positions") },
            LowestAge = lowest,
            HighestAge = highest,
            AlsoExcluded = { section.Texts(Also).Select(name => Reasons.TryGetValue(name, out var reason) ? reason : throw section.Invalid(Also, $"'{name}' is none of {string.Join(", ", Reasons.Keys)}")) },
        };
    }

    // Of whole years, the lowest and the highest; 0 and 0 where the section has none.
    private static (int Lowest, int Highest) AgesOf(YamlSection section) => section.Texts(Age) switch
    {
        [] => (0, 0),
        [var lowest, var highest] when Years(lowest) is { } from && Years(highest) is { } to && from <= to => (from, to),
        _ => throw section.Invalid(Age, $"two whole numbers from 1 to {OldestAge} are expected, the lowest age and the highest: [20, 56]"),
    };

    private static int? Years(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years is >= 1 and <= OldestAge ? years : null;
}
