namespace Workforce.Contract.Policies;

/// <summary>Kinds or codes of units as a list names them: a set without regard to case and order, equal by what is in it.</summary>
public sealed class ExemptNames : IEquatable<ExemptNames>
{
    private readonly SortedSet<string> _names;

    public ExemptNames(IEnumerable<string> names)
    {
        AsNamed = [.. names.Select(name => name.Trim())];
        _names = new(AsNamed.Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Each where the list names it, for an error to say which one it means; a blank one is empty and counts as none.</summary>
    public IReadOnlyList<string> AsNamed { get; }

    public IReadOnlyCollection<string> All => _names;

    public bool Contains(string name) => _names.Contains(name);

    public bool Equals(ExemptNames? other) => other is not null && _names.SetEquals(other._names);

    public override bool Equals(object? obj) => Equals(obj as ExemptNames);

    public override int GetHashCode() =>
        _names.Aggregate(0, (hash, name) => HashCode.Combine(hash, StringComparer.OrdinalIgnoreCase.GetHashCode(name)));
}
