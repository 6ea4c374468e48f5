using Workforce.Cli.Errors;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>decision</c> of <c>policy.yaml</c>: how renewals are decided (keputusan perpanjangan). Contract has it.</summary>
public static class DecisionSection
{
    private static readonly IReadOnlyDictionary<string, UnratedRule> Unrated = new Dictionary<string, UnratedRule> { ["hold"] = UnratedRule.Hold };

    private static readonly string[] Keys = ["predicate", "score", "service_days", "nik_hash"];

    /// <returns>Null when the policy has no such section.</returns>
    /// <exception cref="BadInputException">A field is missing or invalid.</exception>
    public static DecisionPolicy? Read(YamlSection file)
    {
        if (file.OptionalSection("decision")?.Allow("four_eyes", "unrated", "ranking") is not { } section)
            return null;
        return new DecisionPolicy
        {
            WithoutFourEyes = section.Flag("four_eyes") is false,
            Unrated = section.OptionalText("unrated") switch
            {
                null => UnratedRule.Hold,
                var word => Unrated.TryGetValue(word, out var rule) ? rule : throw section.Invalid("unrated", $"'{word}' is none of {string.Join(", ", Unrated.Keys)}"),
            },
            Ranking = { section.Texts("ranking").Select(word => Keys.Contains(word) ? word : throw section.Invalid("ranking", $"'{word}' is none of {string.Join(", ", Keys)}{Nearest.Hint(word, Keys)}")) },
        };
    }
}
