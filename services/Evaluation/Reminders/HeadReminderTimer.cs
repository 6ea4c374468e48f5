using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Reminders;

/// <summary>Reminds heads of what is due, once each day of their city, soon after its midnight: also of what has become missing since the day before.</summary>
public sealed partial class HeadReminderTimer(
    ListDueRatings listDueRatings, RemindHeads remindHeads, TimeProvider clock, IOptions<HeadReminderOptions> options, ILogger<HeadReminderTimer> logger)
    : BackgroundService
{
    // What was looked at, for a round or cycle, a due day and a step: counting all of its contracts at every tick would cost more than all else.
    private readonly Dictionary<(Guid AboutId, DateOnly DueDay, int Step), DateOnly> _lookedAt = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new StoryTimer(TimeSpan.FromSeconds(options.Value.EverySeconds), clock);
        do
        {
            try
            {
                var reached = await listDueRatings.ListAsync(stoppingToken);
                foreach (var due in reached.Where(due => _lookedAt.GetValueOrDefault(KeyOf(due)) != due.Today))
                    await RemindAsync(due, stoppingToken);
                Forget(reached);
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
            _lookedAt[KeyOf(due)] = due.Today;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            NotReminded(logger, UnexpectedFailureException.Of(e), due.CityId, due.DueDay);
        }
    }

    private void Forget(IReadOnlyList<DueRatings> reached)
    {
        var kept = reached.Select(KeyOf).ToHashSet();
        foreach (var over in _lookedAt.Keys.Where(key => !kept.Contains(key)).ToList())
            _lookedAt.Remove(over);
    }

    private static (Guid AboutId, DateOnly DueDay, int Step) KeyOf(DueRatings due) => (due.AboutId, due.DueDay, due.Step);

    [LoggerMessage(EventId = 1, Level = LogLevel.Information,
        Message = "Reminded {Heads} heads of city {CityId} of ratings that are due on {DueDay:yyyy-MM-dd}, by the step of {Step} days before")]
    private static partial void Reminded(ILogger logger, int heads, Guid cityId, DateOnly dueDay, int step);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning,
        Message = "Heads of city {CityId} could not be reminded of ratings that are due on {DueDay:yyyy-MM-dd}; the next tick retries")]
    private static partial void NotReminded(ILogger logger, Exception exception, Guid cityId, DateOnly dueDay);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "The ratings that are due could not be listed; the next tick retries")]
    private static partial void NotListed(ILogger logger, Exception exception);
}
