using Workforce.Contract.Events;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.Contract.Policies;

/// <summary>Which separations need a paper (dokumen dasar). Two are equal by what is in them.</summary>
/// <param name="ofAll">Those of every code, also of one that a later build adds.</param>
/// <param name="of">Otherwise those of these codes.</param>
public sealed class RequiredPapers(bool ofAll, IEnumerable<SeparationCode> of) : IEquatable<RequiredPapers>
{
    public static readonly RequiredPapers None = new(false, []);

    private readonly SortedSet<SeparationCode> _of = new(of);

    public bool OfAll => ofAll;

    public IReadOnlyCollection<SeparationCode> Of => _of;

    public bool AreRequiredOf(SeparationCode code) => OfAll || _of.Contains(code);

    /// <param name="field">The path by which the policy has them.</param>
    /// <exception cref="InvalidInputException">All are named, and some beside them.</exception>
    public void Validate(string field)
    {
        if (OfAll && _of.Count > 0)
            throw new InvalidInputException($"{field}.separations[0]", null, "is given beside all_separations; give one of the two");
    }

    public bool Equals(RequiredPapers? other) => other is not null && OfAll == other.OfAll && _of.SetEquals(other._of);

    public override bool Equals(object? obj) => Equals(obj as RequiredPapers);

    public override int GetHashCode() => _of.Aggregate(OfAll ? 1 : 0, (hash, code) => HashCode.Combine(hash, code));
}
