using System.Reflection;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>
/// Brings the database to the newest migration before anything else of the service starts: first those of ServiceDefaults,
/// then the service's own, each once and in its own transaction.
/// </summary>
internal sealed partial class Migrator(NpgsqlDataSource source, Assembly service, ILogger<Migrator> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(1);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await MigrateAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (Unreachable.Is(e))
            {
                NotYet(logger, e.Message);
                await Task.Delay(BetweenTries, cancellationToken);
            }
        }
    }

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        // Several instances may start at once; the lock goes with the connection, also when this process dies.
        await connection.ExecuteAsync("select pg_advisory_lock(hashtext('workforce migrations'))");
        try
        {
            await connection.ExecuteAsync(
                "create table if not exists migration (name text primary key, applied_at timestamptz not null default clock_timestamp())");
            var applied = (await connection.QueryAsync<string>("select name from migration")).ToHashSet();
            foreach (var migration in Migrations().Where(migration => !applied.Contains(migration.Name)))
                await ApplyAsync(connection, migration, cancellation);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(hashtext('workforce migrations'))");
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, (string Name, string Sql) migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, cancellationToken: cancellation));
        await connection.ExecuteAsync("insert into migration (name) values (@Name)", new { migration.Name }, transaction);
        await transaction.CommitAsync(cancellation);
        Applied(logger, migration.Name);
    }

    private IEnumerable<(string Name, string Sql)> Migrations() => In(typeof(Migrator).Assembly).Concat(In(service));

    private static IEnumerable<(string Name, string Sql)> In(Assembly assembly) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.Contains(".Storage.Migrations.", StringComparison.Ordinal)
        orderby resource
        select (resource, Read(assembly, resource));

    private static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Applied migration {Name}")]
    private static partial void Applied(ILogger logger, string name);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The database cannot be reached yet: {Reason}")]
    private static partial void NotYet(ILogger logger, string reason);
}
