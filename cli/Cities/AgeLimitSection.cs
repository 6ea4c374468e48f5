using Workforce.Cli.Errors;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary><c>age_limit</c> of <c>policy.yaml</c> (batas usia): who has reached it is not recommended. Contract has it.</summary>
public static class AgeLimitSection
{
    private const int Lowest = 18;
    private const int Highest = 100;

    private static readonly IReadOnlyDictionary<string, AgeDay> Days = new Dictionary<string, AgeDay> { ["first_day_of_new_period"] = AgeDay.FirstDayOfNewPeriod };

    /// <returns>Null when the policy has no such section.</returns>
    /// <exception cref="BadInputException">A field is missing or invalid.</exception>
    public static AgeLimitPolicy? Read(YamlSection file)
    {
        if (file.OptionalSection("age_limit")?.Allow("years", "on") is not { } section)
            return null;
        var word = section.Text("on");
        return new AgeLimitPolicy
        {
            Years = section.WholeNumber("years", Lowest, Highest),
            On = Days.TryGetValue(word, out var day) ? day : throw section.Invalid("on", $"'{word}' is none of {string.Join(", ", Days.Keys)}{Nearest.Hint(word, Days.Keys)}"),
        };
    }
}
