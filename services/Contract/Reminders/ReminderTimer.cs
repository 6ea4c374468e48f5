using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.Reminders;

/// <summary>Sends what is due every few seconds: each city's reminders soon after its own midnight.</summary>
public sealed partial class ReminderTimer(
    ListDueReminders listDueReminders, SendReminders sendReminders, TimeProvider clock, IOptions<ReminderOptions> options, ILogger<ReminderTimer> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new StoryTimer(TimeSpan.FromSeconds(options.Value.EverySeconds), clock);
        do
        {
            try
            {
                foreach (var due in await listDueReminders.ListAsync(stoppingToken))
                    await SendAsync(due, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotListed(logger, UnexpectedFailureException.Of(e));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // One city's failure does not stop the others.
    private async Task SendAsync(DueReminders due, CancellationToken stopping)
    {
        try
        {
            if (await sendReminders.SendAsync(due, stopping) is var sent and > 0)
                Sent(logger, due.City.Code, sent, due.Day.LastDay, due.Day.Step);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            NotSent(logger, UnexpectedFailureException.Of(e), due.City.Code, due.Day.LastDay);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Reminded workers of {City} of {Contracts} contracts that end on {LastDay:yyyy-MM-dd}, by the step of {Step} days before")]
    private static partial void Sent(ILogger logger, string city, int contracts, DateOnly lastDay, int step);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning,
        Message = "Reminders of {City} of contracts that end on {LastDay:yyyy-MM-dd} stopped; the next round retries")]
    private static partial void NotSent(ILogger logger, Exception exception, string city, DateOnly lastDay);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The reminders that are due could not be listed; the next round retries")]
    private static partial void NotListed(ILogger logger, Exception exception);
}
