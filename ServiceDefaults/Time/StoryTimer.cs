namespace Workforce.ServiceDefaults.Time;

/// <summary>
/// Ticks in real time, and at once when a story's clock is moved: what is due then must not wait hours for its tick. For timers that look for
/// what is due on a day; all others are <see cref="PeriodicTimer"/>. One loop waits for it.
/// </summary>
public sealed class StoryTimer : IDisposable
{
    private static readonly Task Never = new TaskCompletionSource().Task;

    private readonly PeriodicTimer _timer;
    private readonly StoryClock? _story;
    private Task<bool>? _tick;
    private Task _moved;

    /// <param name="clock">As the service has it; of real time there are no moves.</param>
    public StoryTimer(TimeSpan every, TimeProvider clock)
    {
        (_timer, _story) = (new PeriodicTimer(every), clock as StoryClock);
        _moved = NextMove();
    }

    /// <summary>Waits for the tick, or for a move since this method returned the last time.</summary>
    /// <exception cref="OperationCanceledException">The service stops.</exception>
    public async Task<bool> WaitForNextTickAsync(CancellationToken stopping)
    {
        _tick ??= _timer.WaitForNextTickAsync(stopping).AsTask();
        await Task.WhenAny(_tick, _moved);
        // Before the work begins: a move in the middle of it is for the next time.
        _moved = NextMove();
        if (!_tick.IsCompleted)
            return true;
        var tick = _tick;
        _tick = null;
        return await tick;
    }

    public void Dispose() => _timer.Dispose();

    private Task NextMove() => _story?.Moved ?? Never;
}
