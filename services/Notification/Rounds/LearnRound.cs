using System.Collections.Concurrent;
using System.Collections.Immutable;
using Workforce.Evaluation.Events;

namespace Workforce.Notification.Rounds;

/// <summary>Freezes what the notices of a round's ratings are written from, once.</summary>
public sealed class LearnRound(GetLetterhead getLetterhead, GetUnitNames getUnitNames, RoundStore rounds)
{
    private const int RoundsCached = 2_000;

    private readonly ConcurrentDictionary<Guid, ImmutableHashSet<Guid>> _unitsOf = [];
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Stores the round with the units of these ratings, unless it is stored.</summary>
    /// <param name="ratings">With its period and its days for objections.</param>
    public async Task LearnAsync(RatingsSigned ratings, CancellationToken cancellation)
    {
        var units = ratings.Ratings.Select(rating => rating.UnitId).ToHashSet();
        if (AreCached(ratings.RoundId, units))
            return;

        // The messages of a new round arrive together; one of them asks, and the others find it stored.
        var roundLock = _locks[(uint)ratings.RoundId.GetHashCode() % _locks.Length];
        await roundLock.WaitAsync(cancellation);
        try
        {
            if (!AreCached(ratings.RoundId, units))
                await StoreAsync(ratings, units, cancellation);
        }
        finally
        {
            roundLock.Release();
        }
    }

    private bool AreCached(Guid roundId, HashSet<Guid> units) => _unitsOf.TryGetValue(roundId, out var cached) && units.All(cached.Contains);

    private async Task StoreAsync(RatingsSigned ratings, HashSet<Guid> units, CancellationToken cancellation)
    {
        var unknown = await rounds.UnknownAsync(ratings.RoundId, units, cancellation);
        if (unknown.Count > 0)
        {
            var letterhead = await getLetterhead(ratings.CityId, cancellation);
            await rounds.AddAsync(
                new Round(
                    ratings.RoundId, ratings.CityId, letterhead.CityName, ratings.PeriodFrom!.Value, ratings.PeriodTo!.Value, ratings.ObjectionDays!.Value, letterhead.AskAt,
                    letterhead.Language)
                {
                    UnitNames = await getUnitNames(unknown, cancellation),
                },
                cancellation);
        }
        if (_unitsOf.Count >= RoundsCached)
            _unitsOf.Clear();
        _unitsOf.AddOrUpdate(ratings.RoundId, [.. units], (_, cached) => cached.Union(units));
    }
}
