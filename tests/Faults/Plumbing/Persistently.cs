using System.Diagnostics;

namespace Workforce.Faults.Plumbing;

/// <summary>Does what may fail while the system is being broken.</summary>
internal static class Persistently
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);

    /// <summary>Tries until it succeeds; after the time the last failure is thrown.</summary>
    public static async Task DoAsync(Func<Task> act, TimeSpan within)
    {
        var trying = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception) when (trying.Elapsed < within)
            {
                await Task.Delay(Between);
            }
        }
    }
}
