using Aspire.Hosting;
using Aspire.Hosting.Testing;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Plumbing;

/// <summary>Where the clock of each of Contract's processes starts. A running one cannot be turned: restart it.</summary>
public sealed class ContractClock
{
    /// <summary>In Jakarta, where midnight comes last.</summary>
    public static readonly DateTimeOffset AfterMidnight = new(2021, 1, 1, 0, 0, 5, TimeSpan.FromHours(7));

    public DateTimeOffset StartsAt { get; set; } = AfterMidnight;

    internal void Govern(IDistributedApplicationTestingBuilder builder) =>
        builder.ServiceOf("contract").WithEnvironment(context =>
            context.EnvironmentVariables["Clock__StartsAt"] = $"{StartsAt:yyyy-MM-ddTHH:mm:sszzz}");
}
