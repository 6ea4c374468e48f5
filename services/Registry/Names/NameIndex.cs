using System.Diagnostics.CodeAnalysis;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Names;

/// <summary>Finds items by any of their names, whatever the blanks and the letter case.</summary>
public sealed class NameIndex<T> where T : class
{
    // A file repeats the same few spellings, so lookups of them are cached.
    private const int CachedAtMost = 10_000;

    private readonly Dictionary<string, T> _byKey = [];
    private readonly Dictionary<string, T> _asWritten = [];
    private readonly Dictionary<string, string?> _hints = [];
    private readonly List<string> _names = [];

    /// <summary>Adds a name. The first item with a name keeps it.</summary>
    /// <param name="suggested">Whether hints may have the name.</param>
    public void Add(string name, T item, bool suggested = true)
    {
        if (_byKey.TryAdd(Spelling.Key(name), item) && suggested)
            _names.Add(name);
    }

    public bool TryFind(string written, [NotNullWhen(true)] out T? item)
    {
        if (_asWritten.TryGetValue(written, out item))
            return true;
        if (!_byKey.TryGetValue(Spelling.Key(written), out item))
            return false;
        if (_asWritten.Count < CachedAtMost)
            _asWritten.Add(written, item);
        return true;
    }

    /// <summary>The nearest names, as a hint; null when none is near.</summary>
    public string? Hint(string written)
    {
        if (_hints.TryGetValue(written, out var hint))
            return hint;
        hint = NearestNames.Hint(written, _names);
        if (_hints.Count < CachedAtMost)
            _hints.Add(written, hint);
        return hint;
    }
}
