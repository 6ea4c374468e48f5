using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Reminders;

/// <summary>Reminds heads of what is due, each city's soon after its own midnight, and of what becomes missing later.</summary>
public sealed partial class HeadReminderTimer(
    ListDueRatings listDueRatings, RemindHeads remindHeads, TimeProvider clock, IOptions<HeadReminderOptions> options, ILogger<HeadReminderTimer> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new StoryTimer(TimeSpan.FromSeconds(options.Value.EverySeconds), clock);
        do
        {
            try
            {
                foreach (var due in await listDueRatings.ListAsync(stoppingToken))
                    await RemindAsync(due, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotListed(logger, UnexpectedFailureException.Of(e));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // One city's failure does not stop the others.
    private async Task RemindAsync(DueRatings due, CancellationToken stopping)
    {
        try
        {
            if (await remindHeads.RemindAsync(due, stopping) is var reminded and > 0)
                Reminded(logger, reminded, due.CityId, due.DueDay, due.Step);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            NotReminded(logger, UnexpectedFailureException.Of(e), due.CityId, due.DueDay);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Reminded {Heads} heads of city {CityId} of ratings that are due on {DueDay:yyyy-MM-dd}, by the step of {Step} days before")]
    private static partial void Reminded(ILogger logger, int heads, Guid cityId, DateOnly dueDay, int step);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning,
        Message = "Heads of city {CityId} could not be reminded of ratings that are due on {DueDay:yyyy-MM-dd}; the next tick retries")]
    private static partial void NotReminded(ILogger logger, Exception exception, Guid cityId, DateOnly dueDay);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The ratings that are due could not be listed; the next tick retries")]
    private static partial void NotListed(ILogger logger, Exception exception);
}
