using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Workforce.Notification.Cycles;

/// <summary>Copies what Contract froze into a cycle, once.</summary>
public sealed class LearnCycle(FetchCycle fetchCycle, CycleStore cycles)
{
    private const int CyclesCached = 2_000;

    private readonly ConcurrentDictionary<Guid, IReadOnlySet<Guid>> _unitsOf = [];
    private readonly SemaphoreSlim[] _locks = [.. Enumerable.Range(0, 16).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Stores the cycle with these units, unless it is stored.</summary>
    /// <returns>Those of the units that the cycle does not have at Contract either.</returns>
    public async Task<IReadOnlySet<Guid>> LearnAsync(
        Guid cycleId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        if (AreCached(cycleId, unitIds))
            return ImmutableHashSet<Guid>.Empty;

        // The batches of a new cycle arrive together; one of them fetches it, and the others find it stored.
        var cycleLock = _locks[(uint)cycleId.GetHashCode() % _locks.Length];
        await cycleLock.WaitAsync(cancellation);
        try
        {
            return AreCached(cycleId, unitIds) ? ImmutableHashSet<Guid>.Empty : await StoreAsync(cycleId, unitIds, cancellation);
        }
        finally
        {
            cycleLock.Release();
        }
    }

    private bool AreCached(Guid cycleId, IReadOnlyCollection<Guid> unitIds) =>
        _unitsOf.TryGetValue(cycleId, out var cached) && unitIds.All(cached.Contains);

    private async Task<IReadOnlySet<Guid>> StoreAsync(Guid cycleId, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellation)
    {
        var unknown = await cycles.UnknownAsync(cycleId, unitIds, cancellation);
        if (unknown.Count == 0)
        {
            Cache(cycleId, unitIds);
            return unknown;
        }

        var cycle = await fetchCycle(cycleId, cancellation);
        await cycles.AddAsync(cycle, cancellation);
        Cache(cycleId, cycle.Units.Keys);
        return unknown.Except(cycle.Units.Keys).ToHashSet();
    }

    private void Cache(Guid cycleId, IEnumerable<Guid> unitIds)
    {
        if (_unitsOf.Count >= CyclesCached)
            _unitsOf.Clear();
        _unitsOf[cycleId] = unitIds.Concat(_unitsOf.GetValueOrDefault(cycleId, ImmutableHashSet<Guid>.Empty)).ToHashSet();
    }
}
