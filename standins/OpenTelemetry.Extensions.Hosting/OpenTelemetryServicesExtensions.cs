using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Microsoft.Extensions.DependencyInjection;

public static class OpenTelemetryServicesExtensions
{
    /// <summary>Adds telemetry that starts with the host; calling it again continues the same configuration.</summary>
    public static OpenTelemetryBuilder AddOpenTelemetry(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        // First of all hosted services, so that what the others do at their start is seen.
        if (!services.Any(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType == typeof(ProvidersHostedService)))
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, ProvidersHostedService>());

        return new OpenTelemetryBuilder(services);
    }
}
