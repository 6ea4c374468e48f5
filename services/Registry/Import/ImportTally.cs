namespace Workforce.Registry.Import;

/// <summary>What became of the rows of a file. Read = imported + unchanged + updated + rejected.</summary>
public readonly record struct ImportTally(int Read, int Imported, int Unchanged, int Updated, int Rejected, int Warnings)
{
    public static ImportTally operator +(ImportTally a, ImportTally b) => new(
        a.Read + b.Read, a.Imported + b.Imported, a.Unchanged + b.Unchanged, a.Updated + b.Updated, a.Rejected + b.Rejected,
        a.Warnings + b.Warnings);
}
