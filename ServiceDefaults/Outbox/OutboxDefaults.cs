using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.ServiceDefaults.Outbox;

public static class OutboxDefaults
{
    /// <summary>
    /// The service's PostgreSQL database with an outbox: what a unit of work changes and what it publishes is committed together.
    /// The migrations are the calling service's embedded <c>Migrations/NNNN_name.sql</c>.
    /// </summary>
    /// <param name="connectionName">Under <c>ConnectionStrings</c>.</param>
    /// <exception cref="InvalidOperationException">The connection string is not set.</exception>
    public static void AddDatabase(this IHostApplicationBuilder builder, string connectionName)
    {
        builder.AddPostgres(connectionName, Assembly.GetCallingAssembly());
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxTable>();
    }

    /// <summary>Publishes the outbox. Needs MassTransit's <c>IBus</c>.</summary>
    internal static void AddOutboxRelay(this IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<OutboxTelemetry>();
        // Real time, whatever the story's clock shows.
        services.AddSingleton(new RelayHealth(TimeProvider.System));
        services.AddHostedService<OutboxRelay>();
    }
}
