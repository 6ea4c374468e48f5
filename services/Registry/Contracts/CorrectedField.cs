namespace Workforce.Registry.Contracts;

/// <summary>What can be corrected. The numbers are sent and stored.</summary>
public enum CorrectedField : short
{
    FirstDay = 1,
    LastDay = 2,
    Unit = 3,
    Position = 4,
    MonthlyWage = 5,

    /// <summary>The contract itself: it should not be in the register.</summary>
    Withdrawn = 6,

    Name = 7,
    Nik = 8,
}
