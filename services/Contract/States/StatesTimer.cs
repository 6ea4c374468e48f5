using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Contract.States;

/// <summary>Raises the alarm for cities whose states do not sum to the register's: a warning once, and a metric for as long as they do not.</summary>
public sealed partial class StatesTimer(
    ListUnclosed listUnclosed, ContractMetrics metrics, TimeProvider clock, IOptions<StateOptions> options, ILogger<StatesTimer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new StoryTimer(TimeSpan.FromSeconds(options.Value.CheckEverySeconds), clock);
        HashSet<Guid> known = [];
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var unclosed = await listUnclosed.ListAsync(stoppingToken);
                metrics.StatesUnclosed(unclosed);
                foreach (var city in unclosed.Where(one => !known.Contains(one.City.Id)))
                    IsUnclosed(logger, city.City.Code, city.Day, city.Units.Count, city.Units[0].UnitId, city.Units[0].Counted, city.Units[0].Registered);
                known = unclosed.Select(one => one.City.Id).ToHashSet();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotChecked(logger, UnexpectedFailureException.Of(e));
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "The states of workers of {City} on {Day:yyyy-MM-dd} do not sum to the register's in {Units} units, the first is {UnitId} with {Counted} of {Registered}: workforce states --check, and the refused contracts and dead letters of Contract")]
    private static partial void IsUnclosed(ILogger logger, string city, DateOnly day, int units, Guid unitId, int counted, int registered);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Whether states sum to the register's could not be checked; the next tick retries")]
    private static partial void NotChecked(ILogger logger, Exception exception);
}
