using System.Diagnostics;

namespace Workforce.Testing;

public static class Eventually
{
    /// <summary>Waits until a condition holds.</summary>
    /// <exception cref="TimeoutException">It did not within the time, 30 seconds unless given.</exception>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, TimeSpan? within = null)
    {
        var started = Stopwatch.GetTimestamp();
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > (within ?? TimeSpan.FromSeconds(30)))
                throw new TimeoutException($"Never came true: {what}");
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until what is read is as expected.</summary>
    /// <exception cref="TimeoutException">It was not within the time, 30 seconds unless given; it names what was read last.</exception>
    public static async Task IsAsync<T>(T expected, Func<Task<T>> read, string what, TimeSpan? within = null)
    {
        var last = default(T);
        try
        {
            await HoldsAsync(async () => EqualityComparer<T>.Default.Equals(last = await read(), expected), what, within);
        }
        catch (TimeoutException timeout)
        {
            throw new TimeoutException($"{timeout.Message}: {expected}, but {last}", timeout);
        }
    }

    public static Task HoldsAsync(Func<bool> condition, string what, TimeSpan? within = null) =>
        HoldsAsync(() => Task.FromResult(condition()), what, within);
}
