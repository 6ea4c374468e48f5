using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Policies;

/// <summary>How many days before a day reminders are sent (pengingat): each a step. Two are equal by what is in them.</summary>
public sealed class ReminderSteps : IEquatable<ReminderSteps>
{
    public static readonly ReminderSteps None = new([]);

    private const int Farthest = 366;

    private readonly SortedSet<int> _days;

    public ReminderSteps(IEnumerable<int> days)
    {
        AsNamed = [.. days];
        _days = new(AsNamed);
    }

    /// <summary>Each where the policy names it, for an error to say which one it means.</summary>
    public IReadOnlyList<int> AsNamed { get; }

    public IReadOnlyCollection<int> NearestFirst => _days;

    /// <summary>Which last days have reached which step and no nearer one, on a day: from and through which, none of them over.</summary>
    /// <param name="today">The city's.</param>
    public IEnumerable<(int Step, DateOnly From, DateOnly Through)> ReachedOn(DateOnly today)
    {
        var from = today;
        foreach (var step in _days)
        {
            yield return (step, from, today.AddDays(step));
            from = today.AddDays(step + 1);
        }
    }

    /// <param name="field">The path by which the policy has them.</param>
    /// <exception cref="InvalidInputException">One is no number of days that a city can mean, or is named twice.</exception>
    public void Validate(string field)
    {
        for (var i = 0; i < AsNamed.Count; i++)
        {
            if (AsNamed[i] is < 1 or > Farthest)
                throw new InvalidInputException($"{field}[{i}]", $"{AsNamed[i]}", $"is not between 1 and {Farthest} days");
            if (AsNamed.Take(i).Contains(AsNamed[i]))
                throw new InvalidInputException($"{field}[{i}]", $"{AsNamed[i]}", "is named twice");
        }
    }

    public bool Equals(ReminderSteps? other) => other is not null && _days.SetEquals(other._days);

    public override bool Equals(object? obj) => Equals(obj as ReminderSteps);

    public override int GetHashCode() => _days.Aggregate(0, HashCode.Combine);
}
