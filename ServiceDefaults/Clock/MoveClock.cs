using Microsoft.Extensions.Logging;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;
using Workforce.ServiceDefaults.Time;

namespace Workforce.ServiceDefaults.Clock;

/// <param name="From">What the clock showed before.</param>
/// <param name="Instances">Of the service, that have the move.</param>
internal sealed record MovedClock(DateTimeOffset From, int Instances);

/// <summary>Moves a story's clock forward, in all instances of the service.</summary>
internal sealed partial class MoveClock(TimeProvider clock, ClockStore store, ClockWatch watch, ILogger<MoveClock> logger)
{
    private static readonly TimeSpan BetweenCounts = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns once every instance that lives has it.</summary>
    /// <param name="by">Whose act it is.</param>
    /// <exception cref="NotReadyException">The clock is real time, or shows that moment or a later one.</exception>
    public async Task<MovedClock> MoveAsync(DateTimeOffset to, Actor by, CancellationToken cancellation)
    {
        if (clock is not StoryClock story)
            throw new NotReadyException($"the clock is real time, which cannot be moved; a system that is started with {StoryClock.Key} has a story's clock");
        var (from, ahead) = (story.GetUtcNow(), to - TimeProvider.System.GetUtcNow());
        if (to <= from || !await store.TryMoveAsync(story.StartsAt, ahead, by, cancellation))
            throw NotLater(to, story);

        Moved(logger, from, to, by.Subject);
        await watch.FollowAsync(story, cancellation);
        return new MovedClock(from, await AwaitInstancesAsync(story, ahead, cancellation));
    }

    // One that no longer lives is silent soon, so that this ends.
    private async Task<int> AwaitInstancesAsync(StoryClock story, TimeSpan ahead, CancellationToken cancellation)
    {
        while (true)
        {
            var live = await store.CountAsync(story.StartsAt, ahead, ClockWatch.SilentFor, cancellation);
            if (live.Moved == live.All)
                return live.All;
            await Task.Delay(BetweenCounts, cancellation);
        }
    }

    private static NotReadyException NotLater(DateTimeOffset to, StoryClock story) =>
        new($"{to.ToIso()} is not later than what the clock shows, {story.GetUtcNow().ToOffset(to.Offset).ToIso()}; a story's clock is never moved back");

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "The story's clock is moved from {From:O} to {To:O} by {Subject}")]
    private static partial void Moved(ILogger logger, DateTimeOffset from, DateTimeOffset to, string subject);
}
