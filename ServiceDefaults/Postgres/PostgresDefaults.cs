using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Workforce.ServiceDefaults.Postgres;

internal static class PostgresDefaults
{
    private const int StatementsPrepared = 100;

    /// <summary>
    /// Unless the connection string says otherwise. They are used in turn, and each session keeps plans and pages of its own warm: few
    /// that work cost less than many that were idle.
    /// </summary>
    private const int ConnectionsAtMost = 8;

    private const int NpgsqlsOwn = 100;

    /// <summary>The service's PostgreSQL database, migrated before anything else starts.</summary>
    /// <param name="connectionName">Under <c>ConnectionStrings</c>.</param>
    /// <param name="service">Holds the service's migrations, embedded as <c>Migrations/NNNN_name.sql</c>.</param>
    /// <exception cref="InvalidOperationException">The connection string is not set.</exception>
    internal static void AddPostgres(this IHostApplicationBuilder builder, string connectionName, Assembly service)
    {
        var connectionString = builder.Configuration.GetConnectionString(connectionName)
            ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not set");

        builder.Services.AddSingleton(services => DataSource(services, connectionString));
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<Migrator>(services, service));
        builder.Services.AddHealthChecks().AddNpgSql(services => services.GetRequiredService<NpgsqlDataSource>(), name: "database");
    }

    private static NpgsqlDataSource DataSource(IServiceProvider services, string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString)
        {
            ConnectionStringBuilder =
            {
                // A statement that comes again is parsed and planned once for each connection. No session keeps state, so
                // none needs to be cleared of it between two users, which would forget the statements too.
                MaxAutoPrepare = StatementsPrepared,
                AutoPrepareMinUsages = 2,
                NoResetOnClose = true,
                // The detail of an error has the values of the row.
                IncludeErrorDetail = false,
            },
        };
        if (builder.ConnectionStringBuilder.MaxPoolSize == NpgsqlsOwn)
            builder.ConnectionStringBuilder.MaxPoolSize = ConnectionsAtMost;
        builder.UseLoggerFactory(services.GetService<Microsoft.Extensions.Logging.ILoggerFactory>());
        // Only statements of a story that is being traced; a relay that polls an empty table has none to tell.
        builder.ConfigureTracing(tracing => tracing
            .ConfigureCommandFilter(_ => Activity.Current is not null)
            .ConfigureBatchFilter(_ => Activity.Current is not null)
            .ConfigureCopyOperationFilter(_ => Activity.Current is not null)
            .EnablePhysicalOpenTracing(false));
        return builder.Build();
    }
}
