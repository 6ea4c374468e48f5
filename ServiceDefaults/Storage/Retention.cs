using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Workforce.ServiceDefaults.Storage;

/// <summary>
/// Forgets sent messages and handled message ids after 30 days. What they did stays; a repeat that comes still later is stopped
/// by the unique key of its effect.
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
                await ForgetAsync(stoppingToken);
            }
            catch (NpgsqlException e)
            {
                NotForgotten(logger, e.Message);
            }
        }
    }

    private async Task ForgetAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            delete from outbox where sent_at < clock_timestamp() - interval '30 days';
            delete from inbox where received_at < clock_timestamp() - interval '30 days';
            """,
            cancellationToken: cancellation));
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Old messages could not be forgotten; the next hour tries again: {Reason}")]
    private static partial void NotForgotten(ILogger logger, string reason);
}
