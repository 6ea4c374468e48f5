using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Workforce.AppHost.Lifecycle;

/// <summary>A service or server in its last reported state.</summary>
internal sealed class WatchedResource(IResource resource)
{
    // DCP's exit code for a process that a signal ended.
    private const int Signalled = -1;

    private CustomResourceSnapshot? _last;

    public string Name => resource.Name;

    /// <summary>Of its process; null before the first.</summary>
    public string? Id { get; private set; }

    /// <summary>A time stamp of the clock; null while it does not run.</summary>
    public long? RunningSince { get; private set; }

    public bool IsHealthy => _last is { State.Text: var state, HealthStatus: HealthStatus.Healthy } && state == KnownResourceStates.Running;

    public string HowItEnded => _last?.ExitCode switch
    {
        null => "before it had started",
        Signalled => "by a signal",
        var code => $"with exit code {code}",
    };

    /// <summary>Whether it starts with the system: not the dashboard, and not what an operator starts by hand.</summary>
    public static bool IsOne(IResource resource) =>
        resource is ProjectResource or ExecutableResource or ContainerResource
        && resource.Name != "aspire-dashboard"
        && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    /// <summary>Stores a change of state.</summary>
    /// <returns>Whether the resource ended by this change.</returns>
    public bool Update(string id, CustomResourceSnapshot snapshot, TimeProvider clock)
    {
        var before = HasEnded(_last);
        (Id, _last) = (id, snapshot);
        if (snapshot.State?.Text != KnownResourceStates.Running)
            RunningSince = null;
        else
            RunningSince ??= clock.GetTimestamp();
        return HasEnded(snapshot) && !before;
    }

    private static bool HasEnded(CustomResourceSnapshot? snapshot) => KnownResourceStates.TerminalStates.Contains(snapshot?.State?.Text);
}
