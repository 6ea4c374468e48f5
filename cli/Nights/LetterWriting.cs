using System.Diagnostics;
using Workforce.Cli.Connections;
using Workforce.Cli.Screens;
using Workforce.Contract.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Nights;

/// <summary>Follows the letters until every unit's head has one; what is still missing after a while shows in the outcome.</summary>
/// <param name="listings">The services' own.</param>
/// <param name="due">How many there must be.</param>
public sealed class LetterWriting(Listings listings, int due)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public Bar Written { get; } = new("Letters to heads", due);

    public async Task FollowAsync(IReadOnlyList<CycleProgress> cycles, CancellationToken cancellation)
    {
        var moved = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(moved) < FanOut.StandstillLimit)
        {
            var letters = await cycles.ToAsyncEnumerable()
                .SelectMany(cycle => listings.Letters(new ListLettersRequest { CycleId = cycle.CycleId }))
                .CountAsync(cancellation);
            if (letters != Written.Value)
                moved = Stopwatch.GetTimestamp();
            Written.Value = letters;
            if (letters >= Written.Total)
                return;
            await Task.Delay(Pause, cancellation);
        }
    }
}
