using System.Globalization;

namespace Workforce.AppHost.Lifecycle;

public static class ProcessIds
{
    /// <summary>
    /// The id of a resource's process; null for a resource that has none, or none any more. DCP says 0 until it has started one, and a
    /// signal to "process 0" ends the host's own process group, to which a shell or a test run may belong.
    /// </summary>
    public static int? ProcessId(this CustomResourceSnapshot snapshot)
    {
        if (KnownResourceStates.TerminalStates.Contains(snapshot.State?.Text)
            || snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is not { } value)
            return null;
        var id = Convert.ToInt32(value, CultureInfo.InvariantCulture);
        return id > 0 ? id : null;
    }
}
