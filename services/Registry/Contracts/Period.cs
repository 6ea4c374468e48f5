namespace Workforce.Registry.Contracts;

/// <summary>From the first day through the last, in the city's own calendar.</summary>
public readonly record struct Period(DateOnly FirstDay, DateOnly LastDay)
{
    /// <summary>Periods that share a day overlap, also a single day.</summary>
    public bool Overlaps(Period other) => FirstDay <= other.LastDay && other.FirstDay <= LastDay;

    /// <summary>Whether a worker of this birth date can have a contract of it.</summary>
    public bool IsAfterBirth(DateOnly birthDate) => FirstDay > birthDate;

    /// <summary>Ends later, or as late and begins later.</summary>
    public bool IsLaterThan(Period other) =>
        LastDay > other.LastDay || (LastDay == other.LastDay && FirstDay > other.FirstDay);

    public override string ToString() => $"{FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd}";
}
