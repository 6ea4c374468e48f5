using Workforce.ServiceDefaults.Access;

namespace Workforce.Registry.Quality;

/// <summary>A test of the register's quality. The numbers are sent and stored.</summary>
public enum QualityTest : short
{
    /// <summary>The row lacks a column that it should have.</summary>
    Incomplete = 1,

    /// <summary>A kept reject without a last day: the register itself has none such.</summary>
    MissingEnd = 2,

    /// <summary>The last day is over in the city, and the worker has no later contract there.</summary>
    Lapsed = 3,

    /// <summary>Two NIKs have the same name and birth date.</summary>
    SamePerson = 4,

    /// <summary>More workers than a limit have one telephone number.</summary>
    SharedTelephone = 5,

    /// <summary>The birth date or the sex is not what the NIK says.</summary>
    NikApart = 6,

    /// <summary>Too few years on the first day, or too many on the last.</summary>
    Age = 7,

    /// <summary>No head is appointed today.</summary>
    UnitWithoutHead = 8,

    /// <summary>Two workers may be one person under two NIKs.</summary>
    LookAlike = 9,
}

/// <summary>What fails a test.</summary>
/// <param name="SubjectId">Of the contract, the reject, the worker or the unit, by the test.</param>
/// <param name="OtherId">The second of two workers.</param>
/// <param name="UnitId">Null of a reject whose unit is not known.</param>
/// <param name="Worker">Null of a unit.</param>
/// <param name="Other">The second of two.</param>
/// <param name="Detail">What fails, as a sentence.</param>
/// <param name="Likeness">Of two who look alike, in percent.</param>
/// <param name="Override">Why it is right nevertheless; null where it fails.</param>
public sealed record QualityFailure(
    QualityTest Test, Guid SubjectId, Guid? OtherId, Guid? UnitId, JudgedWorker? Worker, JudgedWorker? Other, string Detail, int? Likeness,
    FailureOverride? Override);

/// <summary>A worker of a failure.</summary>
/// <param name="Id">Null of a reject.</param>
/// <param name="FirstDay">Of the row's contract.</param>
public sealed record JudgedWorker(Guid? Id, string Name, string NikLastFour, DateOnly? BirthDate, Guid? UnitId, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>Who says why a failure is none.</summary>
/// <param name="At">UTC, real time.</param>
public sealed record FailureOverride(Actor By, DateTime At, string Reason);

/// <summary>Which failures of a city are looked for.</summary>
/// <param name="UnitId">Null for all.</param>
/// <param name="SubjectId">Null for all.</param>
public sealed record FailureFilter(Guid CityId, QualityTest Test, Guid? UnitId = null, bool WithOverridden = true, Guid? SubjectId = null, Guid? OtherId = null);

/// <summary>How good a register is.</summary>
/// <param name="Failures">Of the whole city, where two workers of different units are one failure.</param>
public sealed record RegisterQuality(IReadOnlyList<UnitQuality> Units, IReadOnlyList<FailureCount> Failures);

/// <summary>How good a unit's rows are.</summary>
/// <param name="Complete">Rows that have all columns that a row should have.</param>
public sealed record UnitQuality(Guid Id, string Code, string Name, int Rows, int Complete, IReadOnlyList<FailureCount> Failures);

/// <param name="Failures">Without those that are overridden.</param>
public sealed record FailureCount(QualityTest Test, int Failures, int Overridden);
