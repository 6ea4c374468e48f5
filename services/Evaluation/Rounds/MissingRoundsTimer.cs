using Microsoft.Extensions.Options;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.Evaluation.Rounds;

/// <summary>Raises the alarm for rounds that are required and not open: a warning once, and a metric for as long as they are missing.</summary>
public sealed partial class MissingRoundsTimer(
    ListMissingRounds listMissingRounds, EvaluationMetrics metrics, TimeProvider clock, IOptions<RoundOptions> options, ILogger<MissingRoundsTimer> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new StoryTimer(TimeSpan.FromSeconds(options.Value.CheckEverySeconds), clock);
        IReadOnlySet<RequiredRound> known = new HashSet<RequiredRound>();
        // Not at once: where a city is set up anew, its round is opened moments after its policy.
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                var missing = (await listMissingRounds.ListAsync(cityId: null, stoppingToken)).ToHashSet();
                metrics.RoundsMissing(missing);
                foreach (var round in missing.Except(known))
                    IsMissing(logger, round.Kind, round.PeriodFrom, round.PeriodTo, round.CityId, round.PolicyVersion, round.DueDay);
                known = missing;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotChecked(logger, UnexpectedFailureException.Of(e));
            }
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning,
        Message = "The {Kind} round of {PeriodFrom:yyyy-MM-dd} to {PeriodTo:yyyy-MM-dd} of city {CityId} is not open, although its rating policy's version {PolicyVersion} requires it and heads are to rate by {DueDay:yyyy-MM-dd}: workforce round open")]
    private static partial void IsMissing(
        ILogger logger, RoundKind kind, DateOnly periodFrom, DateOnly periodTo, Guid cityId, int policyVersion, DateOnly dueDay);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Whether required rounds are open could not be checked; the next tick retries")]
    private static partial void NotChecked(ILogger logger, Exception exception);
}
