using Workforce.Evaluation.Rounds;

namespace Workforce.Evaluation.Reminders;

/// <summary>Ratings of a city that are due soon, and the step by which their heads are reminded today (pengingat).</summary>
/// <param name="Round">In which they rate; null where it is the requests of a cycle.</param>
/// <param name="CycleId">Whose requests they are; null of a round.</param>
/// <param name="Today">In the city.</param>
/// <param name="DueDay">Through this day in the city.</param>
/// <param name="Step">The nearest one that is reached, in days before the due day.</param>
/// <param name="Superseded">Steps that are farther.</param>
public sealed record DueRatings(Guid CityId, Round? Round, Guid? CycleId, DateOnly Today, DateOnly DueDay, int Step, IReadOnlyList<int> Superseded)
{
    public Guid AboutId => Round?.Id ?? CycleId!.Value;

    /// <summary>The nearest of the steps that is reached on a day, and those that it supersedes; null when none is, or the due day is over.</summary>
    public static (int Step, IReadOnlyList<int> Superseded)? ReachedOn(DateOnly today, DateOnly dueDay, IReadOnlyList<int> steps)
    {
        if (today > dueDay)
            return null;
        var reached = steps.Where(step => dueDay.DayNumber - today.DayNumber <= step).ToList();
        return reached.Count == 0 ? null : (reached.Min(), [.. steps.Where(step => step > reached.Min())]);
    }
}
