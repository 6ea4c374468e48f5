using System.Diagnostics;
using System.Runtime.CompilerServices;
using Workforce.ServiceDefaults.Access;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Evaluation.Rounds;

/// <summary>How far a round has come in the units within reach.</summary>
public sealed record RoundProgress(Guid RoundId, IReadOnlyList<UnitProgress> Units)
{
    /// <summary>Whether there is anything to rate, and all of it is rated.</summary>
    public bool IsComplete => Units.Count > 0 && Units.All(unit => unit.Missing == 0);
}

/// <summary>Shows how far a round has come, by unit: once, or whenever it changes until all is rated.</summary>
public sealed class ShowProgress(RoundStore rounds, CountProgress countProgress)
{
    private static readonly TimeSpan BetweenChecks = TimeSpan.FromSeconds(1);

    // A watcher of a large city takes at most a tenth of what counting can take.
    private const int ChecksToPause = 9;

    /// <exception cref="NotFoundException">There is no such round within reach.</exception>
    public async IAsyncEnumerable<RoundProgress> ShowAsync(
        Guid roundId, bool untilComplete, Reach reach, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var round = await rounds.GetAsync(roundId, reach, cancellation);
        RoundProgress? shown = null;
        while (true)
        {
            var begun = Stopwatch.GetTimestamp();
            var now = await ReadAsync(round, reach, cancellation);
            var pause = ChecksToPause * Stopwatch.GetElapsedTime(begun);
            if (shown is null || !now.Units.SequenceEqual(shown.Units))
                yield return now;
            if (!untilComplete || now.IsComplete)
                yield break;
            shown = now;
            await Task.Delay(pause > BetweenChecks ? pause : BetweenChecks, cancellation);
        }
    }

    private async Task<RoundProgress> ReadAsync(Round round, Reach reach, CancellationToken cancellation)
    {
        var units = await countProgress.CountAsync(round, cancellation);
        return new RoundProgress(round.Id, reach.HasAllOf(round.CityId) ? units : [.. units.Where(unit => reach.Units.Contains(unit.UnitId))]);
    }
}
