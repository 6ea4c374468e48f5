using System.Text.Json;
using StackExchange.Redis;

namespace Workforce.Registry.Cache;

/// <summary>
/// Caches one kind of items in Redis, by id, as JSON. A batch costs one MGET, then one statement and one pipelined write for its misses.
/// </summary>
/// <param name="kind">
/// Part of the key, with the version of the items' form, for example <c>work-unit.v2</c>: another form is another kind.
/// </param>
public sealed class RedisCache<T>(RedisLink redis, RegistryMetrics metrics, string kind, Func<T, Guid> idOf)
    where T : class
{
    /// <summary>
    /// Larger batches go to the database alone. The cache saves round trips and planning, and a large batch has one of each anyway
    /// (docs/performance.md).
    /// </summary>
    private const int LargestLookup = 100;

    /// <summary>Also the longest that a change is not seen whose invalidation did not reach Redis.</summary>
    private static readonly TimeSpan? TimeToLive = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long an invalidated id is not cached again. Longer than any transaction that changes it, and than a reader needs between its
    /// statement and its write: such a reader may have read what was before the change.
    /// </summary>
    private static readonly TimeSpan? InvalidFor = TimeSpan.FromMinutes(1);

    // A form that lacks something is a miss, not an item with nulls.
    private static readonly JsonSerializerOptions Form = new()
    {
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The items with these ids, from Redis or else from the database, in the order of the ids; unknown ids are left out.</summary>
    /// <param name="ids">Without repetition.</param>
    /// <param name="load">Reads the misses from the database.</param>
    public async Task<IReadOnlyList<T>> ReadAsync(IReadOnlyList<Guid> ids, Func<Guid[], Task<IReadOnlyList<T>>> load)
    {
        if (ids.Count == 0)
            return [];
        if (ids.Count > LargestLookup)
            return InOrder(ids, (await load([.. ids])).ToDictionary(idOf));
        var found = await LookUpAsync(ids);
        Guid[] misses = [.. ids.Where(id => !found.ContainsKey(id))];
        metrics.LookedUp(kind, found.Count, misses.Length);
        if (misses.Length > 0)
        {
            var loaded = await load(misses);
            foreach (var item in loaded)
                found.Add(idOf(item), item);
            await AddAsync(loaded);
        }
        return InOrder(ids, found);
    }

    /// <summary>
    /// Removes items that are about to change, and keeps their ids from being cached again for a while. Called before the commit: if the
    /// process died between the two, nothing stale would stay.
    /// </summary>
    public async Task InvalidateAsync(IReadOnlyList<Guid> ids)
    {
        if (ids.Count > 0)
            await redis.InsistAsync(database => WriteAsync(database, batch => ids.Select(id =>
                batch.StringSetAsync(Key(id), RedisValue.EmptyString, InvalidFor, When.Always, CommandFlags.None))), false);
    }

    private async Task<Dictionary<Guid, T>> LookUpAsync(IReadOnlyList<Guid> ids)
    {
        var keys = ids.Select(Key).ToArray();
        var values = await redis.TryAsync(database => database.StringGetAsync(keys, CommandFlags.None), []);
        var found = new Dictionary<Guid, T>(ids.Count);
        for (var i = 0; i < values.Length; i++)
        {
            if (Parse(values[i]) is { } item)
                found.Add(ids[i], item);
        }
        return found;
    }

    // Never over an invalidated id, hence only where no value is.
    private async Task AddAsync(IReadOnlyList<T> items)
    {
        if (items.Count > 0)
            await redis.TryAsync(database => WriteAsync(database, batch => items.Select(item =>
                batch.StringSetAsync(Key(idOf(item)), Bytes(item), TimeToLive, When.NotExists, CommandFlags.None))), false);
    }

    private static async Task<bool> WriteAsync(IDatabase database, Func<IBatch, IEnumerable<Task<bool>>> commands)
    {
        var batch = database.CreateBatch();
        Task<bool>[] written = [.. commands(batch)];
        batch.Execute();
        await Task.WhenAll(written);
        return true;
    }

    private static List<T> InOrder(IReadOnlyList<Guid> ids, Dictionary<Guid, T> found) =>
        [.. ids.Where(found.ContainsKey).Select(id => found[id])];

    private static byte[] Bytes(T item) => JsonSerializer.SerializeToUtf8Bytes(item, Form);

    private static T? Parse(RedisValue value)
    {
        if (value.IsNullOrEmpty)
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>((byte[])value!, Form);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private RedisKey Key(Guid id) => $"registry:{kind}:{id}";
}
