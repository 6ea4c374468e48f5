using System.Diagnostics;
using Workforce.Cli.Connections;
using Workforce.Cli.Terminal;
using Workforce.Contract.V1;
using Workforce.Notification.V1;

namespace Workforce.Cli.Nights;

/// <summary>
/// Follows the letters (surat) until every unit's head has one, or until there is no progress for
/// <see cref="FanOut.StandstillLimit"/>; what is missing then is counted as lost in the outcome.
/// </summary>
/// <param name="due">How many letters there must be.</param>
public sealed class LetterProgress(Listings listings, int due)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public Bar Issued { get; } = new("Letters to heads", due);

    public async Task FollowAsync(IReadOnlyList<CycleProgress> cycles, CancellationToken cancellation)
    {
        var moved = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(moved) < FanOut.StandstillLimit)
        {
            var letters = await cycles.ToAsyncEnumerable()
                .SelectMany(cycle => listings.Letters(new ListLettersRequest { CycleId = cycle.CycleId }))
                .CountAsync(cancellation);
            if (letters != Issued.Value)
                moved = Stopwatch.GetTimestamp();
            Issued.Value = letters;
            if (letters >= Issued.Total)
                return;
            await Task.Delay(Pause, cancellation);
        }
    }
}
