using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Workforce.Faults.Systems;

/// <summary>Changes to a system before it is built.</summary>
public static class SystemSettings
{
    /// <summary>Has the sweep's timer look for days that are over each second, so that a run does not wait for its pause.</summary>
    public static void SweepEverySecond(this IDistributedApplicationTestingBuilder builder) =>
        builder.SetEnvironment("contract", "Sweep__EverySeconds", "1");

    public static void SetEnvironment(this IDistributedApplicationTestingBuilder builder, string service, string name, string value) =>
        builder.ServiceOf(service).WithEnvironment(name, value);

    public static IResourceBuilder<ProjectResource> ServiceOf(this IDistributedApplicationTestingBuilder builder, string name) =>
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(project => project.Name == name));
}
