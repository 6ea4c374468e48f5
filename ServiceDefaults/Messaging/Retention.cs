using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Workforce.ServiceDefaults.Inbox;
using Workforce.ServiceDefaults.Outbox;

namespace Workforce.ServiceDefaults.Messaging;

/// <summary>
/// Deletes published messages and ids of handled messages after 30 days. Their effects remain; a duplicate that comes later still is
/// stopped by the unique key of its effect.
/// </summary>
internal sealed partial class Retention(OutboxTable outbox, Database database, ILogger<Retention> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await outbox.DeletePublishedAsync(Kept, stoppingToken);
                await InboxTable.DeleteAsync(database, Kept, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotDeleted(logger, e.Message);
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "Old messages could not be deleted; the next hour retries: {Reason}")]
    private static partial void NotDeleted(ILogger logger, string reason);
}
