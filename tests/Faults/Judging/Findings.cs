namespace Workforce.Faults.Judging;

/// <summary>Collects findings; what was not found at all leaves no trace.</summary>
internal sealed class Findings
{
    private readonly List<Finding> _all = [];

    public IReadOnlyList<Finding> All => _all;

    public void Add<T>(Ill ill, string what, IReadOnlyCollection<T> found)
    {
        if (found.Count > 0)
            _all.Add(new Finding(ill, what, found.Count, $"{found.First()}"));
    }

    public void Add(Ill ill, string what, int count)
    {
        if (count > 0)
            _all.Add(new Finding(ill, what, count, Example: null));
    }
}
