using Workforce.Cli.Errors;
using Workforce.Contract.V1;

namespace Workforce.Cli.Cities;

/// <summary>
/// <c>rating.rounds.expiry_due_days</c> of <c>policy.yaml</c>, or <c>evaluation_due_days</c>, its former name: by when heads must have rated
/// the contracts that expired. Contract has it.
/// </summary>
public static class RoundsSection
{
    internal const string Name = "rounds";

    private const string Days = "expiry_due_days";
    private const string FormerName = "evaluation_due_days";

    /// <exception cref="BadInputException">It is missing, invalid, or given by both names.</exception>
    public static RoundsPolicy Read(YamlSection file)
    {
        var rounds = RatingSection.In(file) is { } rating ? In(rating) : null;
        var former = file.OptionalText(FormerName);
        var isGiven = rounds?.OptionalText(Days) is not null;
        if (former is null)
            return new RoundsPolicy { ExpiryDueDays = (rounds ?? throw file.Invalid($"rating.rounds.{Days}", "is missing")).WholeNumber(Days, 1, 366) };
        return isGiven
            ? throw file.Invalid(FormerName, $"is the former name of rating.rounds.{Days}, which is given too; remove this one")
            : new RoundsPolicy { ExpiryDueDays = file.WholeNumber(FormerName, 1, 366) };
    }

    /// <summary>The section of <c>rating</c>, null when that has none.</summary>
    internal static YamlSection? In(YamlSection rating) => rating.OptionalSection(Name)?.Allow("required", "before_end_due", Days);
}
