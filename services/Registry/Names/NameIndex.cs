using System.Diagnostics.CodeAnalysis;

namespace Workforce.Registry.Names;

/// <summary>Finds things by any of their names, whatever the blanks and the letter case.</summary>
public sealed class NameIndex<T> where T : class
{
    // A file repeats the same few spellings; what was found once is not looked up again.
    private const int RememberedAtMost = 10_000;

    private readonly Dictionary<string, T> _byKey = [];
    private readonly Dictionary<string, T> _asWritten = [];
    private readonly Dictionary<string, string?> _hints = [];
    private readonly List<string> _names = [];

    /// <summary>Adds a name. The first thing that has it keeps it.</summary>
    /// <param name="name">As written by its owner.</param>
    /// <param name="item">What is found by it.</param>
    /// <param name="suggested">Whether the name is offered to those who miswrite it.</param>
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
        if (_asWritten.Count < RememberedAtMost)
            _asWritten.Add(written, item);
        return true;
    }

    /// <summary>The names that come nearest, as a hint; null when none does.</summary>
    public string? Hint(string written)
    {
        if (_hints.TryGetValue(written, out var hint))
            return hint;
        hint = NearestNames.Hint(written, _names);
        if (_hints.Count < RememberedAtMost)
            _hints.Add(written, hint);
        return hint;
    }
}
