namespace Workforce.Contract.Policies;

/// <summary>
/// Which days are working days (hari kerja) in a city: those of its week that are no holidays (hari libur). Two are equal by what is in them.
/// </summary>
public sealed class WorkingCalendar : IEquatable<WorkingCalendar>
{
    private static readonly DayOfWeek[] UsualWeek = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Without holidays; what a city has that decides nothing else.</summary>
    public static readonly WorkingCalendar MondayToFriday = new([], []);

    private readonly SortedSet<DayOfWeek> _week;
    private readonly SortedSet<DateOnly> _holidays;

    /// <param name="week">Empty for Monday to Friday.</param>
    public WorkingCalendar(IReadOnlyCollection<DayOfWeek> week, IEnumerable<DateOnly> holidays) =>
        (_week, _holidays) = (new(week.Count == 0 ? UsualWeek : week), new(holidays));

    public IReadOnlyCollection<DayOfWeek> Week => _week;

    public IReadOnlyCollection<DateOnly> Holidays => _holidays;

    public DateOnly FirstWorkingDayAfter(DateOnly day)
    {
        do
            day = day.AddDays(1);
        while (!_week.Contains(day.DayOfWeek) || _holidays.Contains(day));
        return day;
    }

    public bool Equals(WorkingCalendar? other) => other is not null && _week.SetEquals(other._week) && _holidays.SetEquals(other._holidays);

    public override bool Equals(object? obj) => Equals(obj as WorkingCalendar);

    public override int GetHashCode() => HashCode.Combine(_week.Count, _holidays.Count, _holidays.Max);
}
