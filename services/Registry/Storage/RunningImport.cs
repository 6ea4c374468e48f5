using Workforce.Registry.Import;

namespace Workforce.Registry.Storage;

/// <summary>An import while its file is being read.</summary>
/// <param name="id">The import.</param>
/// <param name="cityId">Whose file it is.</param>
internal sealed class RunningImport(Guid id, Guid cityId)
{
    /// <summary>How many findings the answer carries; the rest is listed.</summary>
    public const int FindingsShown = 1_000;

    private readonly List<Finding> _shown = [];

    public Guid Id => id;

    public Guid CityId => cityId;

    public ImportTally Tally { get; private set; }

    /// <summary>Findings so far: the place of the next one.</summary>
    public int FindingCount { get; private set; }

    /// <summary>The first of them, in the order of the file.</summary>
    public IReadOnlyList<Finding> Shown => _shown;

    public void Add(MergedChunk chunk)
    {
        Tally += chunk.Tally;
        FindingCount += chunk.Findings.Count;
        _shown.AddRange(chunk.Findings.Take(FindingsShown - _shown.Count));
    }
}
