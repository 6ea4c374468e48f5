using Google.Protobuf;
using StackExchange.Redis;
using Workforce.Registry.Telemetry;

namespace Workforce.Registry.Cache;

/// <summary>
/// Keeps in Redis what small batch reads answer, as the very message that the call returns and nothing else. A batch costs one MGET,
/// then one statement and one pipelined write for what was not there.
/// </summary>
internal sealed class ReplyCache(RedisLink redis, RegistryTelemetry telemetry)
{
    /// <summary>
    /// Of more than these the cache is not asked. It saves round trips and planning, and a large batch has one of each anyway
    /// (docs/performance.md).
    /// </summary>
    private const int LargestLookup = 100;

    /// <summary>How long something stays: also the longest that a change is not seen which Redis could not be told of.</summary>
    private static readonly TimeSpan? Kept = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a changed thing is kept out. Longer than any transaction that changes it, and than a reader needs between its
    /// statement and its write: such a reader may have read what was before the change.
    /// </summary>
    private static readonly TimeSpan? Withheld = TimeSpan.FromMinutes(1);

    /// <summary>Reads what has these ids, from the cache or else from the database, in the order of the ids.</summary>
    /// <param name="kind">One of <see cref="CachedKind"/>.</param>
    /// <param name="ids">Without repetition.</param>
    /// <param name="parser">Reads the message.</param>
    /// <param name="load">Reads those with the ids that were not in the cache; what is not known is left out.</param>
    public async Task<IReadOnlyList<T>> ReadAsync<T>(
        string kind, IReadOnlyList<Guid> ids, MessageParser<T> parser, Func<Guid[], Task<IReadOnlyDictionary<Guid, T>>> load)
        where T : class, IMessage<T>
    {
        if (ids.Count > LargestLookup)
            return InOrder(ids, await load([.. ids]));
        var found = await FindAsync(kind, ids, parser);
        var missing = ids.Where(id => !found.ContainsKey(id)).ToArray();
        telemetry.LookedUp(kind, found.Count, missing.Length);
        if (missing.Length > 0)
        {
            var loaded = await load(missing);
            foreach (var (id, message) in loaded)
                found.Add(id, message);
            await KeepAsync(kind, loaded);
        }
        return InOrder(ids, found);
    }

    /// <summary>
    /// Drops things that are about to change, and keeps them out for a while. Called before the commit: if this process died
    /// between the two, nothing stale would stay.
    /// </summary>
    public async Task WithholdAsync(string kind, IReadOnlyList<Guid> ids)
    {
        if (ids.Count > 0)
            await redis.InsistAsync(database => WriteAsync(database, batch => ids.Select(id =>
                batch.StringSetAsync(Key(kind, id), RedisValue.EmptyString, Withheld, When.Always, CommandFlags.None))), false);
    }

    private async Task<Dictionary<Guid, T>> FindAsync<T>(string kind, IReadOnlyList<Guid> ids, MessageParser<T> parser)
        where T : class, IMessage<T>
    {
        var keys = ids.Select(id => Key(kind, id)).ToArray();
        var values = await redis.AskAsync(database => database.StringGetAsync(keys, CommandFlags.None), []);
        var found = new Dictionary<Guid, T>(ids.Count);
        for (var i = 0; i < values.Length; i++)
        {
            if (Parsed(values[i], parser) is { } message)
                found.Add(ids[i], message);
        }
        return found;
    }

    // Not over what is withheld, hence only where nothing is.
    private async Task KeepAsync<T>(string kind, IReadOnlyDictionary<Guid, T> messages) where T : class, IMessage<T>
    {
        if (messages.Count > 0)
            await redis.AskAsync(database => WriteAsync(database, batch => messages.Select(message =>
                batch.StringSetAsync(Key(kind, message.Key), message.Value.ToByteArray(), Kept, When.NotExists, CommandFlags.None))), false);
    }

    private static async Task<bool> WriteAsync(IDatabase database, Func<IBatch, IEnumerable<Task<bool>>> commands)
    {
        var batch = database.CreateBatch();
        Task<bool>[] written = [.. commands(batch)];
        batch.Execute();
        await Task.WhenAll(written);
        return true;
    }

    private static List<T> InOrder<T>(IReadOnlyList<Guid> ids, IReadOnlyDictionary<Guid, T> found) =>
        [.. ids.Where(found.ContainsKey).Select(id => found[id])];

    private static T? Parsed<T>(RedisValue value, MessageParser<T> parser) where T : class, IMessage<T>
    {
        if (value.IsNullOrEmpty)
            return null;
        try
        {
            return parser.ParseFrom((byte[]?)value);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static RedisKey Key(string kind, Guid id) => $"registry:{kind}:{id}";
}
