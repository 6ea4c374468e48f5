using System.Collections.Immutable;

namespace Workforce.Registry.Tests.Dirty;

/// <summary>A row of a dirty register as it is written, and what is right for it.</summary>
/// <param name="Dirt">What is odd about it, for a failure's text.</param>
/// <param name="Cells">By column title, as the file has them; a column that is left out is empty.</param>
/// <param name="Right">What the register must have of it, if it is imported.</param>
internal sealed record DirtyRow(string Dirt, ImmutableDictionary<string, string> Cells, RightValues Right)
{
    /// <summary>Columns by which it must be rejected; none when it must be imported.</summary>
    public ImmutableSortedSet<string> Rejected { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Columns of its warnings, if it is imported.</summary>
    public ImmutableSortedSet<string> Warned { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Blank lines are no rows.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>The line as a whole where cells do not say it, with {0} for the separator.</summary>
    public string? Line { get; init; }

    public DirtyRow With(string column, string cell) => this with { Cells = Cells.SetItem(column, cell) };

    public DirtyRow RejectedIn(params ReadOnlySpan<string> columns) => this with { Rejected = [.. columns] };

    public DirtyRow WarnedIn(params ReadOnlySpan<string> columns) => this with { Warned = Warned.Union(columns.ToArray()) };
}

/// <summary>What the register must have of a row.</summary>
internal sealed record RightValues(
    string Nik, string Name, DateOnly BirthDate, bool IsFemale, DateOnly FirstDay, DateOnly LastDay, string UnitCode, string? Vendor,
    string DecreeNumber, string Position, long? MonthlyWage, string? Phone);
