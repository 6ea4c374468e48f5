using System.Globalization;
using Workforce.Registry.Contracts;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Registry.Corrections;

/// <summary>What is right of a contract instead of what is in the register; null is what stays.</summary>
/// <param name="Unit">A work unit's code.</param>
/// <param name="MonthlyWage">Whole rupiah.</param>
public sealed record ContractCorrection(DateOnly? FirstDay, DateOnly? LastDay, string? Unit, string? Position, long? MonthlyWage)
{
    /// <summary>What is told of a first day that a worker of the register's birth date cannot have.</summary>
    internal const string NotAfterBirth = "is not after the worker's birth date in the register; if that is wrong, import the right one first";

    /// <summary>The contract as corrected.</summary>
    /// <param name="unitId">Of the correction's unit.</param>
    /// <exception cref="InvalidInputException">It would end before it begins, or begin before the worker was born.</exception>
    public ContractOnRecord Over(ContractOnRecord stored, Guid unitId)
    {
        var period = new Period(FirstDay ?? stored.FirstDay, LastDay ?? stored.LastDay);
        if (period.LastDay < period.FirstDay)
            throw LastDay is null
                ? new InvalidInputException("first_day", period.FirstDay.ToIso(), $"is after the contract's last day, {period.LastDay.ToIso()}")
                : new InvalidInputException("last_day", period.LastDay.ToIso(), $"is before the contract's first day, {period.FirstDay.ToIso()}");
        if (period.FirstDay != stored.FirstDay && !period.IsAfterBirth(stored.BirthDate))
            throw new InvalidInputException("first_day", period.FirstDay.ToIso(), NotAfterBirth);
        return stored with
        {
            FirstDay = period.FirstDay,
            LastDay = period.LastDay,
            UnitId = unitId,
            Unit = Unit ?? stored.Unit,
            Position = Position ?? stored.Position,
            MonthlyWage = MonthlyWage ?? stored.MonthlyWage,
            Revision = stored.Revision + 1,
        };
    }

    /// <summary>What differs between two states of a contract, field by field.</summary>
    public static IReadOnlyList<FieldChange> Between(ContractOnRecord before, ContractOnRecord after) => FieldChange.Among(
        new FieldChange(CorrectedField.FirstDay, before.FirstDay.ToIso(), after.FirstDay.ToIso()),
        new FieldChange(CorrectedField.LastDay, before.LastDay.ToIso(), after.LastDay.ToIso()),
        new FieldChange(CorrectedField.Unit, before.Unit, after.Unit),
        new FieldChange(CorrectedField.Position, before.Position, after.Position),
        new FieldChange(CorrectedField.MonthlyWage, Rupiah(before.MonthlyWage), Rupiah(after.MonthlyWage)));

    private static string Rupiah(long? wage) => wage?.ToString(CultureInfo.InvariantCulture) ?? "";
}
