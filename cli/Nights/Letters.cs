using System.Diagnostics;
using Workforce.Cli.Connections;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Nights;

/// <summary>Waits until every unit's head has a letter; what is still missing after a while shows in the outcome.</summary>
public static class Letters
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static Task WaitAsync(Listings listings, Screen screen, IReadOnlyList<CycleProgress> cycles, int due, CancellationToken cancellation)
    {
        var written = new Bar("Letters to heads", due);
        return Bars.ShowAsync(screen, [written], () => FollowAsync(listings, cycles, written, cancellation));
    }

    private static async Task FollowAsync(Listings listings, IReadOnlyList<CycleProgress> cycles, Bar written, CancellationToken cancellation)
    {
        var moved = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(moved) < FanOut.StandstillLimit)
        {
            var letters = await cycles.ToAsyncEnumerable()
                .SelectMany(cycle => listings.Letters(new ListLettersRequest { CycleId = cycle.CycleId }))
                .CountAsync(cancellation);
            if (letters != written.Value)
                moved = Stopwatch.GetTimestamp();
            written.Value = letters;
            if (letters >= written.Total)
                return;
            await Task.Delay(Pause, cancellation);
        }
    }
}
