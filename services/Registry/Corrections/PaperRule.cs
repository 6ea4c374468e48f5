using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Registry.Corrections;

/// <summary>For which corrections a city's policy demands a paper.</summary>
internal static class PaperRule
{
    /// <exception cref="InvalidInputException">The policy demands a paper, and there is none.</exception>
    public static void Check(int required, IReadOnlyCollection<FieldChange> changes, CorrectionBasis basis)
    {
        if (FaultOf(required, changes, basis) is { } fault)
            throw new InvalidInputException("paper", null, fault);
    }

    /// <summary>Why the changes cannot be made without a paper; null when they can.</summary>
    /// <param name="required">Bit n of <see cref="CorrectedField"/> n.</param>
    public static string? FaultOf(int required, IReadOnlyCollection<FieldChange> changes, CorrectionBasis basis) =>
        basis.Paper is null && changes.FirstOrDefault(change => (required & (1 << (int)change.Field)) != 0) is { } change
            ? $"is required: the city's policy demands one for a correction of {Word(change.Field)}"
            : null;

    private static string Word(CorrectedField field) => field switch
    {
        CorrectedField.FirstDay => "first_day",
        CorrectedField.LastDay => "last_day",
        CorrectedField.MonthlyWage => "monthly_wage",
        CorrectedField.Withdrawn => "a contract by withdrawing it",
        _ => $"{field}".ToLowerInvariant(),
    };
}
