using System.Globalization;
using System.Text;

namespace Workforce.Spreadsheets;

/// <summary>Rows that something is said of: <c>3, 7–12 and 40 more</c>.</summary>
internal sealed class RowList
{
    private const int MostNamed = 20;

    private readonly List<(int First, int Last)> _ranges = [];
    private int _others;

    public int? First => _ranges.Count == 0 ? null : _ranges[0].First;

    /// <param name="row">Above those that were added before.</param>
    public void Add(int row)
    {
        if (_others == 0 && _ranges.Count > 0 && _ranges[^1].Last == row - 1)
            _ranges[^1] = (_ranges[^1].First, row);
        else if (_ranges.Count < MostNamed)
            _ranges.Add((row, row));
        else
            _others++;
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (first, last) in _ranges)
        {
            text.Append(text.Length == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"{first}");
            if (last > first)
                text.Append(CultureInfo.InvariantCulture, $"–{last}");
        }
        if (_others > 0)
            text.Append(CultureInfo.InvariantCulture, $" and {_others:N0} more");
        return text.ToString();
    }
}
