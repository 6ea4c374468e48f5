using Microsoft.Extensions.Configuration;

namespace Workforce.ServiceDefaults.Time;

/// <summary>
/// The system's clock, ahead of real time (or behind it) so that a story began at <c>Clock:StartsAt</c>, and moved forward while it runs.
/// Only what people would call the date and time uses it; leases and timeouts use real time.
/// </summary>
public sealed class StoryClock : TimeProvider
{
    public const string Key = "Clock:StartsAt";

    private readonly Lock _moving = new();
    private long _ahead;
    private TaskCompletionSource _moved = NextMove();

    private StoryClock(DateTimeOffset startsAt) => (StartsAt, _ahead) = (startsAt, (startsAt - System.GetUtcNow()).Ticks);

    /// <summary>By which the story is known; another value is another story.</summary>
    public DateTimeOffset StartsAt { get; }

    /// <summary>Of real time; below zero where the story is in the past.</summary>
    public TimeSpan Ahead => new(Volatile.Read(ref _ahead));

    /// <summary>Ends with the next move, which has happened by then.</summary>
    public Task Moved => Volatile.Read(ref _moved).Task;

    /// <summary>Real time unless the configuration has a story.</summary>
    /// <exception cref="InvalidOperationException">The setting is not a moment with its offset from UTC.</exception>
    public static TimeProvider From(IConfiguration configuration)
    {
        var startsAt = configuration[Key];
        if (string.IsNullOrEmpty(startsAt))
            return System;
        return Moment.TryParse(startsAt, out var moment)
            ? new StoryClock(moment)
            : throw new InvalidOperationException($"{Key} '{startsAt}': not a moment with its offset, such as {Moment.Example}");
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _ahead));

    /// <summary>Moves it forward; where it is as far ahead already, it stays.</summary>
    public void Advance(TimeSpan ahead)
    {
        TaskCompletionSource moved;
        lock (_moving)
        {
            if (ahead.Ticks <= _ahead)
                return;
            Volatile.Write(ref _ahead, ahead.Ticks);
            moved = Interlocked.Exchange(ref _moved, NextMove());
        }
        moved.SetResult();
    }

    // What waits for it runs elsewhere: it is no part of the move.
    private static TaskCompletionSource NextMove() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
