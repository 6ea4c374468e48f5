using Workforce.Registry.Import.Reading;

namespace Workforce.Registry.Import;

/// <summary>An import of a city's file while it is being read.</summary>
public sealed class RunningImport(Guid id, Guid cityId)
{
    public Guid Id => id;

    public Guid CityId => cityId;

    public ImportTally Tally { get; private set; }

    /// <summary>Row of the file through which all rows are stored or rejected.</summary>
    public int LastRow { get; private set; }

    /// <summary>All of them are listed.</summary>
    public FileFindings Findings { get; } = new();

    /// <summary>Whether the file was read to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether the file cannot be read at all, so that nothing of it is stored.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Whether rows after the last one read are not in: the file breaks off, or has too many findings. The first finding says which.</summary>
    public bool IsBrokenOff { get; private set; }

    public void Refuse() => IsRefused = true;

    /// <summary>There is no more to read.</summary>
    public void End() => IsComplete = !IsBrokenOff;

    public void Add(MergedChunk chunk)
    {
        Tally += chunk.Tally;
        LastRow = Math.Max(LastRow, chunk.LastRow);
        IsBrokenOff |= chunk.BreaksOff;
        Findings.Add(chunk.Findings, chunk.IsOfFile);
    }
}

/// <summary>Rows of a file by result. Read = imported + unchanged + updated + rejected.</summary>
public readonly record struct ImportTally(int Read, int Imported, int Unchanged, int Updated, int Rejected, int Warnings)
{
    public static ImportTally operator +(ImportTally a, ImportTally b) => new(
        a.Read + b.Read, a.Imported + b.Imported, a.Unchanged + b.Unchanged, a.Updated + b.Updated, a.Rejected + b.Rejected,
        a.Warnings + b.Warnings);
}
