namespace Workforce.Registry.Cache;

/// <summary>
/// Lets concurrent reads share a round trip: reads that come while one is under way wait, and are read together by the next. A read
/// that finds none under way begins immediately. A read always begins after it was asked for, so it sees whatever was committed before.
/// </summary>
/// <param name="read">Reads the values of these keys; keys without one are left out.</param>
internal sealed class SharedReads<TKey, TValue>(Func<IReadOnlySet<TKey>, Task<IReadOnlyDictionary<TKey, TValue>>> read) : IDisposable
    where TValue : class
{
    private readonly SemaphoreSlim _oneRead = new(1);
    private readonly Lock _gate = new();
    private Batch? _waiting;

    /// <returns>At least the values of these keys; keys without one are left out.</returns>
    public async Task<IReadOnlyDictionary<TKey, TValue>> ReadAsync(IReadOnlyCollection<TKey> keys, CancellationToken cancellation)
    {
        if (Join(keys, out var batch))
            await LeadAsync(batch);
        return await batch.Found.Task.WaitAsync(cancellation);
    }

    public void Dispose() => _oneRead.Dispose();

    /// <returns>Whether the caller is the batch's first, which reads it for all.</returns>
    private bool Join(IReadOnlyCollection<TKey> keys, out Batch batch)
    {
        lock (_gate)
        {
            var isFirst = _waiting is null;
            batch = _waiting ??= new Batch();
            batch.Keys.UnionWith(keys);
            return isFirst;
        }
    }

    // Not stopped when the first caller goes: the others wait for it.
    private async Task LeadAsync(Batch batch)
    {
        await _oneRead.WaitAsync(CancellationToken.None);
        try
        {
            lock (_gate)
                _waiting = null;
            batch.Found.SetResult(await read(batch.Keys));
        }
        catch (Exception e)
        {
            batch.Found.SetException(e);
        }
        finally
        {
            _oneRead.Release();
        }
    }

    private sealed class Batch
    {
        public HashSet<TKey> Keys { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
