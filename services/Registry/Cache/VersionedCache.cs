using System.Collections.Concurrent;
using System.Diagnostics;

namespace Workforce.Registry.Cache;

/// <summary>Values that were read together with the version of what they are from.</summary>
/// <param name="Version">Read first, so that the values are of this version or a later one.</param>
/// <param name="Values">Keys without a value are left out.</param>
public sealed record VersionedRead<TKey, TValue>(long Version, IReadOnlyDictionary<TKey, TValue> Values);

/// <summary>How long the values of a <see cref="VersionedCache{TKey, TValue}"/> are valid.</summary>
public static class VersionedCache
{
    internal static readonly TimeSpan TimeToLive = TimeSpan.FromMilliseconds(100);
    internal static readonly TimeSpan RefreshAfter = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan Expiry = TimeToLive + TimeSpan.FromMilliseconds(10); // timers may be early by some

    /// <summary>Completes when no process has valid values of before the changes that are committed by now.</summary>
    public static Task ExpireAsync() => Task.Delay(Expiry);
}

/// <summary>
/// Caches values in the process for as long as the version of what they are from does not change. A cached value is valid for a moment
/// after the database was asked for the version; an act that changes it replies only after that moment (<see cref="VersionedCache.ExpireAsync"/>), so the caller
/// that has the reply sees the change, also in another process. Misses share round trips.
/// </summary>
public sealed class VersionedCache<TKey, TValue> : IDisposable
    where TKey : notnull
    where TValue : class
{
    /// <summary>About 50 MB of workers with their contract periods, or 30 MB of work units.</summary>
    private const int Capacity = 100_000;

    private readonly Func<IReadOnlyCollection<TKey>, Task<VersionedRead<TKey, TValue>>> _read;
    private readonly SharedReads<TKey, TValue> _misses;
    private readonly ConcurrentDictionary<TKey, TValue> _cached = [];
    private long _validUntil;
    private long _refreshAt;
    private long _version;

    /// <param name="read">Reads the version, and the values of these keys; of no keys, the version alone.</param>
    public VersionedCache(Func<IReadOnlyCollection<TKey>, Task<VersionedRead<TKey, TValue>>> read) =>
        (_read, _misses) = (read, new SharedReads<TKey, TValue>(ReadAsync));

    /// <summary>Null when the key has no value.</summary>
    public async ValueTask<TValue?> FindAsync(TKey key, CancellationToken cancellation)
    {
        if (LookUp(key) is not { } cached)
            return (await _misses.ReadAsync([key], cancellation)).GetValueOrDefault(key);
        if (IsToBeRefreshed())
            Refresh(key);
        return cached;
    }

    /// <summary>The values in the order of the keys; keys without one are left out. All that is missing costs one round trip.</summary>
    /// <param name="keys">Without repetition.</param>
    public async ValueTask<IReadOnlyList<TValue>> FindAsync(IReadOnlyList<TKey> keys, CancellationToken cancellation)
    {
        var cached = keys.Select(LookUp).OfType<TValue>().ToList();
        if (cached.Count == keys.Count)
        {
            if (keys.Count > 0 && IsToBeRefreshed())
                Refresh(keys[0]);
            return cached;
        }
        var found = await _misses.ReadAsync(keys, cancellation);
        return [.. keys.Where(found.ContainsKey).Select(key => found[key])];
    }

    public void Dispose() => _misses.Dispose();

    /// <summary>Null when the value, or whether the version has changed, must be read from the database.</summary>
    private TValue? LookUp(TKey key) =>
        Stopwatch.GetTimestamp() < Volatile.Read(ref _validUntil) ? _cached.GetValueOrDefault(key) : null;

    /// <summary>Whether the version should be read again now, so that later lookups still hit. True for one of concurrent callers.</summary>
    private bool IsToBeRefreshed()
    {
        var refreshAt = Volatile.Read(ref _refreshAt);
        return refreshAt < Stopwatch.GetTimestamp() && Interlocked.CompareExchange(ref _refreshAt, long.MaxValue, refreshAt) == refreshAt;
    }

    // Of no call: it outlives the one that happened to begin it, and has no place in its trace.
    private void Refresh(TKey key)
    {
        using (ExecutionContext.SuppressFlow())
            Task.Run(() => _misses.ReadAsync([key], CancellationToken.None))
                // The next miss fails in the same way, and its caller gets the error.
                .ContinueWith(read => read.Exception, TaskScheduler.Default);
    }

    // One at a time, by the shared reads; lookups are concurrent.
    private async Task<IReadOnlyDictionary<TKey, TValue>> ReadAsync(IReadOnlySet<TKey> keys)
    {
        TKey[] missing = [.. keys.Where(key => !_cached.ContainsKey(key))];
        // What was cached may be of before the change.
        if (await LoadAsync(missing) && missing.Length < keys.Count)
            await LoadAsync([.. keys]);
        return keys.Where(_cached.ContainsKey).ToDictionary(key => key, key => _cached[key]);
    }

    /// <returns>Whether all else that was cached had to go.</returns>
    private async Task<bool> LoadAsync(TKey[] keys)
    {
        var askedAt = Stopwatch.GetTimestamp();
        var (version, values) = await _read(keys);
        var isStale = version != _version || _cached.Count + values.Count > Capacity;
        if (isStale)
            _cached.Clear();
        _version = version;
        foreach (var (key, value) in values)
            _cached[key] = value;
        // Last, so that no value of before the change becomes valid by it; and counted from the asking, for the answer is as old.
        Volatile.Write(ref _validUntil, After(askedAt, VersionedCache.TimeToLive));
        Volatile.Write(ref _refreshAt, After(askedAt, VersionedCache.RefreshAfter));
        return isStale;
    }

    private static long After(long timestamp, TimeSpan time) => timestamp + (long)(time.TotalSeconds * Stopwatch.Frequency);
}
