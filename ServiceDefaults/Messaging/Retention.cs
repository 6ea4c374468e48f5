using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Workforce.ServiceDefaults.Postgres;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Deletes published messages and ids of handled messages after 30 days. Their effects remain; a duplicate that comes later still is
/// stopped by the unique key of its effect.
/// </summary>
internal sealed partial class Retention(NpgsqlDataSource source, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await DeleteAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                NotDeleted(logger, e.Message);
            }
        }
    }

    private async Task DeleteAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await Query.ExecuteAsync(
            connection, null,
            """
            delete from outbox where published_at < clock_timestamp() - interval '30 days';
            delete from inbox where received_at < clock_timestamp() - interval '30 days';
            """,
            null, cancellation);
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Old messages could not be deleted; the next hour retries: {Reason}")]
    private static partial void NotDeleted(ILogger logger, string reason);
}
