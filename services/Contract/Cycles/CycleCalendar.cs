using Workforce.Contract.Policies;

namespace Workforce.Contract.Cycles;

/// <summary>The days that follow from a last day.</summary>
public static class CycleCalendar
{
    /// <summary>
    /// By when heads must have rated: so many days after the last day, or after the day of the sweep when that comes later than on the
    /// day after. So it never lies in the past, however late the sweep comes.
    /// </summary>
    /// <param name="sweptOn">The city's today when the sweep runs, whatever day it sweeps as of.</param>
    public static DateOnly DueDay(DateOnly lastDay, DateOnly sweptOn, int evaluationDueDays) =>
        (sweptOn > lastDay.AddDays(1) ? sweptOn : lastDay).AddDays(evaluationDueDays);

    /// <summary>Since when workers stay home: the day that the mayor decided if it comes after the last day, otherwise the first working day after it.</summary>
    /// <param name="calendar">Of the cycle's policy.</param>
    public static DateOnly StayHomeFrom(DateOnly lastDay, DateOnly? decided, WorkingCalendar calendar) =>
        decided > lastDay ? decided.Value : calendar.FirstWorkingDayAfter(lastDay);
}
