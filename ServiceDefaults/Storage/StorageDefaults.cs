using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

public static class StorageDefaults
{
    private const int StatementsPrepared = 100;

    /// <summary>
    /// Unless the connection string says otherwise. They are used in turn, and each session keeps plans and pages of its own warm: few
    /// that work cost less than many that were idle.
    /// </summary>
    private const int ConnectionsAtMost = 8;

    private const int NpgsqlsOwn = 100;

    /// <summary>
    /// The service's PostgreSQL database: migrated before anything else starts, with the outbox and its relay.
    /// The migrations are the entry service's embedded <c>Storage/Migrations/NNNN_name.sql</c>.
    /// </summary>
    /// <param name="builder">The service.</param>
    /// <param name="connectionName">Under <c>ConnectionStrings</c>.</param>
    /// <exception cref="InvalidOperationException">The connection string is not set.</exception>
    public static void AddStorage(this IHostApplicationBuilder builder, string connectionName)
    {
        var connectionString = builder.Configuration.GetConnectionString(connectionName)
            ?? throw new InvalidOperationException($"ConnectionStrings:{connectionName} is not set");
        var service = Assembly.GetCallingAssembly();

        builder.Services.AddSingleton(services => DataSource(services, connectionString));
        builder.Services.AddSingleton<Database>();
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddSingleton<OutboxTable>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<Migrator>(services, service));
        builder.Services.AddHostedService<Retention>();
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
