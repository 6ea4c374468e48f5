using Workforce.Registry.Contracts;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.Workers;

namespace Workforce.Registry.Corrections;

/// <summary>A file of corrections of a city's contracts.</summary>
/// <param name="Name">Of the file, for the access log.</param>
/// <param name="Sheet">Of a workbook; null for its first.</param>
/// <param name="Basis">Of the rows that have none of their own.</param>
/// <param name="IsPreview">What it would correct is counted, and nothing is written.</param>
public sealed record FileCorrection(Guid CityId, string Name, string? Sheet, CorrectionBasis Basis, bool IsPreview);

/// <summary>A file of corrections while it is being read.</summary>
/// <param name="unitCodes">Of the city's work units, by their ids.</param>
public sealed class RunningCorrection(FileCorrection file, IReadOnlyDictionary<Guid, string> unitCodes)
{
    private readonly Dictionary<CorrectedField, int> _fields = [];

    public FileCorrection File => file;

    public IReadOnlyDictionary<Guid, string> UnitCodes => unitCodes;

    public CorrectionTally Tally { get; private set; }

    /// <summary>How often each field was corrected.</summary>
    public IReadOnlyDictionary<CorrectedField, int> Fields => _fields;

    public FileFindings Findings { get; } = new();

    /// <summary>Whether rows after the last one read were not looked at: the file breaks off, or has too many findings.</summary>
    public bool IsBrokenOff { get; private set; }

    /// <summary>The row that has each contract so far.</summary>
    public Dictionary<Guid, int> Rows { get; } = [];

    /// <summary>Workers whom the file has corrected so far, with the row that did.</summary>
    public Dictionary<Guid, (int Row, WorkerIdentity Identity)> Workers { get; } = [];

    public void Add(CorrectedChunk chunk)
    {
        Tally += chunk.Tally;
        foreach (var correction in chunk.Corrections)
            _fields[correction.Change.Field] = _fields.GetValueOrDefault(correction.Change.Field) + 1;
        foreach (var row in chunk.Identities)
            Workers.Add(row.Worker.Id, (row.Row.Row, row.Identity));
        Findings.Add(chunk.Findings, areOfFile: false);
    }

    /// <summary>Adds what is found on the file as a whole.</summary>
    public void AddOfFile(IReadOnlyList<Finding> findings, bool breaksOff)
    {
        IsBrokenOff |= breaksOff;
        Tally += new CorrectionTally(0, 0, 0, 0, findings.Count);
        Findings.Add(findings, areOfFile: true);
    }
}

/// <summary>Rows of a file of corrections by result. Read = corrected + unchanged + rejected.</summary>
public readonly record struct CorrectionTally(int Read, int Corrected, int Unchanged, int Rejected, int Warnings)
{
    public static CorrectionTally operator +(CorrectionTally a, CorrectionTally b) =>
        new(a.Read + b.Read, a.Corrected + b.Corrected, a.Unchanged + b.Unchanged, a.Rejected + b.Rejected, a.Warnings + b.Warnings);
}
