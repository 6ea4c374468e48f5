using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Workforce.ServiceDefaults.Health;

internal static class HealthDefaults
{
    public const string Path = "/health";

    /// <summary>The checks themselves come with what they check: storage and messaging add theirs.</summary>
    public static void AddHealth(this IHostApplicationBuilder builder) => builder.Services.AddHealthChecks();
}
