namespace Workforce.Evaluation.Policies;

/// <summary>Ketidakhadiran. The numbers are sent and stored.</summary>
public enum AbsenceKind : short
{
    /// <summary>Sakit.</summary>
    Sick = 1,

    /// <summary>Izin.</summary>
    Permitted = 2,

    /// <summary>Cuti.</summary>
    Leave = 3,

    /// <summary>Alpa: without leave.</summary>
    Unexcused = 4,

    /// <summary>Terlambat.</summary>
    Late = 5,
}

/// <summary>The numbers are sent and stored.</summary>
public enum AbsencePeriod : short
{
    /// <summary>A month of the calendar.</summary>
    Month = 1,

    /// <summary>Twelve months from the contract's first day on; a month in which two years meet counts for the earlier.</summary>
    ContractYear = 2,
}

/// <summary>Days of one kind.</summary>
/// <param name="Month">Its first day; null: in total for the rated days.</param>
public sealed record Absence(AbsenceKind Kind, int Days, DateOnly? Month);

/// <summary>A limit of absences; one of the two numbers is given.</summary>
/// <param name="MoreThan">Days: exceeded by more than these.</param>
/// <param name="AtLeast">Days: exceeded by as many.</param>
public sealed record AbsenceLimit(int? MoreThan, int? AtLeast, AbsencePeriod Per)
{
    public bool IsExceededBy(int days) => MoreThan is { } most ? days > most : days >= AtLeast;
}

/// <summary>The days for which a worker is rated: those of the contract in the round's period.</summary>
/// <param name="ContractFrom">The contract's first day, from which its years are counted.</param>
public sealed record RatedDays(DateOnly From, DateOnly To, DateOnly ContractFrom)
{
    /// <summary>Whether the days are of one contract year.</summary>
    public bool AreOfOneYear => YearOf(From) == YearOf(To);

    public bool Has(DateOnly month) => month <= To && month.AddMonths(1) > From;

    /// <summary>How many of them are in a month, or all; the month by its first day.</summary>
    public int DaysIn(DateOnly? month)
    {
        var (from, to) = month is { } first ? (Later(first, From), Earlier(first.AddMonths(1).AddDays(-1), To)) : (From, To);
        return to.DayNumber - from.DayNumber + 1;
    }

    /// <summary>Which year of the contract a month is of, by its first rated day, from 0.</summary>
    public int YearOfMonth(DateOnly month) => YearOf(Later(month, From));

    private int YearOf(DateOnly day) =>
        ((day.Year - ContractFrom.Year) * 12 + day.Month - ContractFrom.Month - (day.Day < ContractFrom.Day ? 1 : 0)) / 12;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}

/// <summary>Which absences count, and how many are too many.</summary>
/// <param name="Counts">The kinds whose days are added up.</param>
/// <param name="Limits">In the order in which they are looked at.</param>
public sealed record AbsenceRules(IReadOnlyList<AbsenceKind> Counts, IReadOnlyList<AbsenceLimit> Limits)
{
    /// <summary>How many days of them count; null when none ever does.</summary>
    public int? DaysCounted(IReadOnlyList<Absence> absences) =>
        Counts.Count == 0 ? null : absences.Where(absence => Counts.Contains(absence.Kind)).Sum(absence => absence.Days);

    /// <summary>The first limit that the absences exceed; null when none is.</summary>
    public AbsenceLimit? FirstExceeded(IReadOnlyList<Absence> absences, RatedDays rated) =>
        Limits.FirstOrDefault(limit => limit.IsExceededBy(Days(absences, limit, rated).Least));

    /// <summary>The first limit of which the absences do not tell whether they exceed it, for some are given in total; null when there is none.</summary>
    public AbsenceLimit? FirstUndecided(IReadOnlyList<Absence> absences, RatedDays rated) => Limits.FirstOrDefault(
        limit => Days(absences, limit, rated) is var (least, most) && limit.IsExceededBy(most) && !limit.IsExceededBy(least));

    // Of the month or year that has most: so many at least, and so many at most, where all that is given in total was then.
    private (int Least, int Most) Days(IReadOnlyList<Absence> absences, AbsenceLimit limit, RatedDays rated)
    {
        var counted = absences.Where(absence => Counts.Contains(absence.Kind)).ToList();
        var isMonth = limit.Per is AbsencePeriod.Month;
        var highest = counted
            .Where(absence => absence.Month is not null)
            .GroupBy(absence => isMonth ? absence.Month!.Value.DayNumber : rated.YearOfMonth(absence.Month!.Value), absence => absence.Days)
            .Select(days => days.Sum()).DefaultIfEmpty().Max();
        var inTotal = counted.Where(absence => absence.Month is null).Sum(absence => absence.Days);
        var isDecided = isMonth ? rated.From.Year == rated.To.Year && rated.From.Month == rated.To.Month : rated.AreOfOneYear;
        return isDecided ? (highest + inTotal, highest + inTotal) : (highest, highest + inTotal);
    }
}
