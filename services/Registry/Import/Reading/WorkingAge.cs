namespace Workforce.Registry.Import.Reading;

/// <summary>Ages at which people work, in whole years: outside of them a birth date is doubtful.</summary>
public readonly record struct WorkingAge(int Youngest, int Oldest)
{
    /// <summary>Whether a birth date is doubtful for work that begins on a day.</summary>
    public bool Doubts(DateOnly born, DateOnly firstDay) => AgeOn(firstDay, born) is var age && (age < Youngest || age > Oldest);

    /// <summary>Whole years.</summary>
    public static int AgeOn(DateOnly day, DateOnly born) =>
        day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0);
}
