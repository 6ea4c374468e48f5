namespace Workforce.Registry.Import.Reading;

/// <summary>What was found in a file while it is read: all are counted, and as many kept as a reply has.</summary>
public sealed class FileFindings
{
    /// <summary>How many findings on rows a reply has.</summary>
    private const int OnRowsInReply = 1_000;

    private readonly List<Finding> _onFile = [];
    private readonly List<Finding> _onRows = [];

    /// <summary>So far: the position of the next one.</summary>
    public int Count { get; private set; }

    /// <summary>Those on the file as a whole, and then the first of the others, in the order of the file.</summary>
    public IReadOnlyList<Finding> First => [.. _onFile, .. _onRows];

    public void Add(IReadOnlyCollection<Finding> findings, bool areOfFile)
    {
        Count += findings.Count;
        if (areOfFile)
            _onFile.AddRange(findings);
        else
            _onRows.AddRange(findings.Take(OnRowsInReply - _onRows.Count));
    }
}
