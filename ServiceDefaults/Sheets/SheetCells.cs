using Workforce.Spreadsheets.Cells;

namespace Workforce.ServiceDefaults.Sheets;

/// <summary>Reads the cells that sheets have in common, row by row, and finds what is wrong with each.</summary>
/// <param name="dayZero">The day that the file's day numbers count from.</param>
public sealed class SheetCells<TColumn>(SheetColumns<TColumn> columns, SheetHeader<TColumn> header, DateOnly dayZero)
    where TColumn : struct, Enum
{
    private readonly List<SheetFinding> _faults = [];
    private IReadOnlyList<string> _fields = [];
    private int _row;

    /// <summary>Reads a row.</summary>
    /// <param name="findings">What is wrong with it is added here.</param>
    /// <returns>Null when it is rejected.</returns>
    public TRow? Read<TRow>(int row, IReadOnlyList<string> fields, Func<TRow> read, List<SheetFinding> findings)
        where TRow : class
    {
        (_row, _fields) = (row, fields);
        _faults.Clear();
        var one = read();
        if (_faults.Count == 0)
            return one;
        findings.AddRange(_faults);
        return null;
    }

    public string Text(TColumn column) => header.Cell(_fields, column);

    public string Nik()
    {
        var text = Text(columns.Nik);
        if (NikCell.FaultOf(text) is { } fault)
            Reject(columns.Nik, text, fault);
        return text;
    }

    /// <returns>Null where the sheet does not say it.</returns>
    public Guid? ContractId(TColumn column)
    {
        var text = Text(column);
        if (text.Length == 0)
            return null;
        if (Guid.TryParseExact(text, "D", out var id))
            return id;
        Reject(column, text, "is not the id of a contract");
        return null;
    }

    public DateOnly Day(TColumn column)
    {
        var text = Text(column);
        if (text.Length == 0)
            Reject(column, text, "is empty");
        else if (DayField.TryRead(text, dayZero, out var day, out var fault))
            return day;
        else
            Reject(column, text, fault);
        return default;
    }

    /// <summary>What is said of a person, so that no finding repeats it.</summary>
    /// <returns>Null where the sheet says nothing.</returns>
    public string? Reason(TColumn column, int longest)
    {
        var text = Text(column);
        if (text.Length == 0)
            return null;
        if ((text.Length > longest ? $"is longer than {longest} characters" : TextField.FaultOf(text)) is { } fault)
            Reject(column, "", fault);
        return text;
    }

    public void Reject(TColumn column, string value, string reason) => _faults.Add(columns.Rejected(column, _row, value, reason));
}

/// <summary>Words of cells.</summary>
public static class CellWords
{
    /// <summary>Words as people write them, whatever the letter case, blanks and lines between.</summary>
    public static string KeyOf(string text) => string.Concat(text.Where(char.IsLetter)).ToUpperInvariant();
}
