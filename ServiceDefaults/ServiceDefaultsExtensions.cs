using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Clock;
using Workforce.ServiceDefaults.DeadLetters;
using Workforce.ServiceDefaults.Health;
using Workforce.ServiceDefaults.Rpc;
using Workforce.ServiceDefaults.Telemetry;

namespace Workforce.ServiceDefaults;

public static class ServiceDefaultsExtensions
{
    /// <summary>What every service has: its name, the clock, telemetry, health, and gRPC with one error policy and rules of who may call.</summary>
    /// <param name="name">As AppHost has it, for example <c>registry</c>; queues and spans carry it.</param>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, string name)
        where TBuilder : IHostApplicationBuilder
    {
        // Sentences and days read the same on every machine; a city's language is a template's matter.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        builder.Services.TryAddSingleton(new ServiceName(name));
        builder.AddClock();
        builder.AddTelemetry(name);
        builder.AddHealth();
        builder.AddRpc();
        builder.AddAccess();
        return builder;
    }

    /// <summary>
    /// Maps <c>/health</c> (200 when the service can do its work, 503 when something it needs is not there) and its gRPC form,
    /// <c>/alive</c> (the process), <c>/metrics</c> where it is on, reflection in Development, and the gRPC of the service's own clock,
    /// dead letters and access log. Calls that come through here are measured.
    /// </summary>
    public static WebApplication MapServiceDefaults(this WebApplication app)
    {
        app.UseMiddleware<CallTelemetry>();
        app.MapHealth();
        app.MapPrometheus();
        if (app.Environment.IsDevelopment())
            app.MapGrpcReflectionService();
        app.MapClock();
        app.MapGrpcService<DeadLetterEndpoint>();
        app.MapAccess();
        return app;
    }
}
