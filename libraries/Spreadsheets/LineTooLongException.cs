using System.Globalization;

namespace Workforce.Spreadsheets;

/// <summary>A line is too long to be one of a table; it and what comes after it were not read.</summary>
/// <param name="row">The line, as a spreadsheet numbers its rows.</param>
/// <param name="longest">Bytes that a line may have.</param>
public sealed class LineTooLongException(int row, int longest)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"row {row} is longer than {longest:N0} bytes; it and what comes after it were not read"))
{
    public int Row { get; } = row;

    public int Longest { get; } = longest;
}
