using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Workforce.ServiceDefaults.Health;

internal static class HealthDefaults
{
    /// <summary>Whether the service can do its work.</summary>
    public const string Health = "/health";

    /// <summary>Whether the process answers; what it needs may be away.</summary>
    public const string Alive = "/alive";

    /// <summary>The same as <see cref="Health"/>, by gRPC's own protocol.</summary>
    public const string GrpcService = "/grpc.health.v1.Health/";

    private const string OfProcess = "live";

    /// <summary>The checks of what is needed come with what is needed: storage and messaging add theirs.</summary>
    public static void AddHealth(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("process", () => HealthCheckResult.Healthy(), [OfProcess]);
        // Asked now, as /health is; the cache would be up to half a minute old.
        builder.Services.AddGrpcHealthChecks(options => options.UseHealthChecksCache = false);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks(Health);
        app.MapHealthChecks(Alive, new HealthCheckOptions { Predicate = check => check.Tags.Contains(OfProcess) });
        app.MapGrpcHealthChecksService();
    }
}
