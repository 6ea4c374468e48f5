using System.Reflection;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Postgres;

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
                """
                create table if not exists migration (name text primary key, applied_at timestamptz not null default clock_timestamp());
                alter table migration add column if not exists checksum text;
                update migration set name = regexp_replace(name, '^Workforce\.(\w+)\.Storage\.Migrations\.(\w+)\.sql$', '\1/\2')
                where name like 'Workforce.%' -- as versions before 0.1 recorded them
                """);
            var applied = (await connection.QueryAsync<(string Name, string? Checksum)>("select name, checksum from migration")).ToDictionary(row => row.Name, row => row.Checksum);
            List<Migration> migrations = [.. Migration.In(typeof(Migrator).Assembly), .. Migration.In(service)];
            foreach (var unknown in applied.Keys.Except(migrations.Select(migration => migration.Name)))
                Unknown(logger, unknown);
            foreach (var migration in migrations)
                if (!applied.TryGetValue(migration.Name, out var checksum))
                    await ApplyAsync(connection, migration, cancellation);
                else if (checksum is null) // applied before checksums were kept
                    await connection.ExecuteAsync("update migration set checksum = @Checksum where name = @Name", migration);
                else if (checksum != migration.Checksum)
                    throw new MigrationChangedException(migration.Name);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(hashtext('workforce migrations'))");
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        // However long: an index of a large table is built anew in minutes.
        await connection.ExecuteAsync(new CommandDefinition(migration.Sql, transaction: transaction, commandTimeout: 0, cancellationToken: cancellation));
        await connection.ExecuteAsync("insert into migration (name, checksum) values (@Name, @Checksum)", migration, transaction);
        await transaction.CommitAsync(cancellation);
        Applied(logger, migration.Name);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Applied migration {Name}")]
    private static partial void Applied(ILogger logger, string name);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The database has migration {Name}, which this version does not have: a newer version has used it")]
    private static partial void Unknown(ILogger logger, string name);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The database cannot be reached yet: {Reason}")]
    private static partial void NotYet(ILogger logger, string reason);
}
