using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Workforce.AppHost.Lifecycle;

/// <summary>A service or server, as it was when last heard of.</summary>
internal sealed class WatchedResource(IResource resource)
{
    // As DCP says that no exit code is known.
    private const int Signalled = -1;

    private CustomResourceSnapshot? _last;

    public string Name => resource.Name;

    /// <summary>Of the process that runs for it; null before there was one.</summary>
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

    /// <summary>What runs by itself: neither the dashboard, nor what a person starts by hand.</summary>
    public static bool IsOne(IResource resource) =>
        resource is ProjectResource or ExecutableResource or ContainerResource
        && resource.Name != "aspire-dashboard"
        && !resource.HasAnnotationOfType<ExplicitStartupAnnotation>();

    /// <summary>Takes in a change; true where it has just ended.</summary>
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
