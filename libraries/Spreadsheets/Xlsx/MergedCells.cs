using System.Globalization;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>Cells of several rows that a sheet shows as one: only the first row has their value.</summary>
internal sealed class MergedCells
{
    private const int MostNamed = 10;

    private readonly List<string> _named = [];
    private int? _row;
    private int _count;

    /// <summary>Null when there are none.</summary>
    public Remark? Remark => _row is null ? null : new Remark(_row, Named, "cells are merged over several rows, of which only the first has the value; unmerge them, and fill in the others");

    private string Named => string.Join(", ", _named) + (_count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {_count - MostNamed:N0} more") : "");

    /// <param name="area">As the sheet has it: <c>B5:B9</c>.</param>
    /// <param name="below">Rows up to this one do not matter.</param>
    public void Add(string area, int below)
    {
        var ends = area.Split(':');
        if (ends is not [var from, var to] || !TryReadRow(from, out var first) || !TryReadRow(to, out var last) || first <= below || last <= first)
            return;
        _row = Math.Min(first, _row ?? first);
        if (++_count <= MostNamed)
            _named.Add(area);
    }

    private static bool TryReadRow(string place, out int row) =>
        int.TryParse(place.AsSpan().TrimStart("$ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out row);
}
