using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Corrections;

/// <summary>For which corrections a city's policy demands a paper.</summary>
internal static class PaperRule
{
    /// <param name="required">Bit n of <see cref="CorrectedField"/> n.</param>
    /// <exception cref="InvalidInputException">The policy demands a paper, and there is none.</exception>
    public static void Check(int required, IEnumerable<FieldChange> changes, CorrectionBasis basis)
    {
        if (basis.Paper is not null)
            return;
        foreach (var change in changes.Where(change => (required & (1 << (int)change.Field)) != 0))
            throw new InvalidInputException("paper", null, $"is required: the city's policy demands one for a correction of {Word(change.Field)}");
    }

    private static string Word(CorrectedField field) => field switch
    {
        CorrectedField.FirstDay => "first_day",
        CorrectedField.LastDay => "last_day",
        CorrectedField.MonthlyWage => "monthly_wage",
        CorrectedField.Withdrawn => "a contract by withdrawing it",
        _ => $"{field}".ToLowerInvariant(),
    };
}
