namespace Workforce.Faults.Injection;

/// <summary>One way in which the system is broken while it works.</summary>
public interface IFault
{
    /// <summary>As schedules and tables name it.</summary>
    string Name { get; }

    /// <summary>What it can be done to; a schedule picks one.</summary>
    IReadOnlyList<string> Targets { get; }

    /// <summary>Seconds that it lasts, at least and at most.</summary>
    (double Shortest, double Longest) Seconds { get; }

    /// <summary>What no other fault may touch meanwhile: services and servers.</summary>
    IReadOnlyList<string> Holds(string target);

    /// <summary>Breaks something, and ends when that is over: what was broken is whole again, if not yet caught up.</summary>
    Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation);
}
