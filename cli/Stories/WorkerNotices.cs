using System.Diagnostics;
using Workforce.Cli.Errors;
using Workforce.Cli.Nights;
using Workforce.Cli.Terminal;
using Workforce.Notification.V1;

namespace Workforce.Cli.Stories;

/// <summary>Waits for notices that are of no cycle and no round, as of separations and decisions: they are listed worker by worker.</summary>
internal static class WorkerNotices
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <param name="due">Who is to have a notice, and whether one is that.</param>
    /// <param name="notified">Counts those who have it.</param>
    /// <exception cref="NotRunningException">Some do not come.</exception>
    public static async Task WaitAsync(Stage stage, IReadOnlyCollection<(string WorkerId, Func<Notice, bool> IsIt)> due, Bar notified)
    {
        notified.Total = due.Count;
        var moved = Stopwatch.GetTimestamp();
        foreach (var (worker, isIt) in due)
        {
            while (!await stage.Listings.NoticesToWorker(worker, withText: false).AnyAsync(isIt, stage.Cancellation))
            {
                if (Stopwatch.GetElapsedTime(moved) > FanOut.StandstillLimit)
                    throw new NotRunningException($"{notified.Label}: {notified.Count}, and no more for {FanOut.StandstillLimit.TotalSeconds:0} seconds; see workforce dead-letters list, then play the story again");
                await Task.Delay(Pause, stage.Cancellation);
            }
            notified.Value++;
            moved = Stopwatch.GetTimestamp();
        }
    }
}
