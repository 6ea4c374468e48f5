using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Evaluation.V1;
using Workforce.Registry.V1;

namespace Workforce.Cli.Stories;

/// <summary>What the acts of a story have: the system, the city as it is registered, and what the acts before have left.</summary>
public sealed class Stage(WorkforceSystem system, Screen screen, Story story, City city, Cast cast, CancellationToken cancellation)
{
    /// <summary>As the personnel office, or another of the story's people who may make a call.</summary>
    public WorkforceSystem System => system;

    public Screen Screen => screen;

    public Story Story => story;

    public City City => city;

    public Cast Cast => cast;

    public CancellationToken Cancellation => cancellation;

    public Listings Listings { get; } = new(system, cancellation);

    /// <summary>That the last step opened; a story's file is refused that rates without one.</summary>
    public Round Round { get; set; } = new();

    /// <summary>The moment of the step that is played.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>By the system's clock, in the city's zone.</summary>
    public DateOnly Today { get; set; }

    /// <summary>
    /// Whether the clock had reached the moment of a later step when the story began to be played: this one was played before, unless there
    /// is no trace of it.
    /// </summary>
    public bool IsPast { get; set; }
}
