using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Policies;

/// <summary>By what workers of one position rank (urutan), the first key first; who ranks last is left out first. Two are equal by what is in them.</summary>
public sealed class DeclaredOrder(IEnumerable<string> keys) : IEquatable<DeclaredOrder>
{
    public static readonly DeclaredOrder None = new([]);

    // Predikat, nilai, masa kerja; the hash of a NIK decides between equals, known to no one before.
    private static readonly string[] Known = ["predicate", "score", "service_days", "nik_hash"];

    public IReadOnlyList<string> Keys { get; } = [.. keys];

    /// <param name="field">The path by which the policy has them.</param>
    /// <exception cref="InvalidInputException">A key is unknown, or comes twice.</exception>
    public void Validate(string field)
    {
        foreach (var (i, key) in Keys.Index())
        {
            if (!Known.Contains(key))
                throw new InvalidInputException($"{field}[{i}]", key, $"is not one of {string.Join(", ", Known)}");
            if (Keys.Take(i).Contains(key))
                throw new InvalidInputException($"{field}[{i}]", key, "is given twice");
        }
    }

    public bool Equals(DeclaredOrder? other) => other is not null && Keys.SequenceEqual(other.Keys);

    public override bool Equals(object? obj) => Equals(obj as DeclaredOrder);

    public override int GetHashCode() => Keys.Aggregate(0, HashCode.Combine);
}
