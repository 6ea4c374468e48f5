namespace Workforce.Notification.Peers;

/// <summary>Names by id, asked for in calls of as many ids as Registry answers.</summary>
internal static class NamesOf
{
    private const int IdsPerCall = 1_000;

    /// <param name="ask">One call; what the register does not have is left out of its answer.</param>
    public static async Task<IReadOnlyDictionary<Guid, string>> EachAsync(
        IEnumerable<Guid> ids, Func<Guid[], Task<IEnumerable<(Guid Id, string Name)>>> ask)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var chunk in ids.Distinct().Chunk(IdsPerCall))
            foreach (var (id, name) in await ask(chunk))
                names[id] = name;
        return names;
    }
}
