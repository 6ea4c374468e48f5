using Workforce.Registry.Workers;
using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>A NIK as a spreadsheet keeps it, or has spoiled it.</summary>
public static class NikField
{
    /// <param name="text">The cell without surplus blanks.</param>
    /// <param name="fault">What is wrong, when it is none.</param>
    public static bool TryRead(string text, out Nik nik, out string fault)
    {
        fault = "";
        if (Nik.TryRead(text, out nik))
            return TryTrust(nik, out fault);
        fault = CellText.IsRounded(text)
            ? CellText.RoundedTo15
            : Nik.TryRead(WithoutMarks(text), out _) ? $"has blanks or marks between its digits; enter the {Nik.Length} digits alone"
            : $"is not {Nik.Length} digits";
        return false;
    }

    /// <summary>The text without the blanks and marks that are written between digits.</summary>
    public static string WithoutMarks(string text) => string.Concat(text.Where(c => c is not (' ' or '.' or '-')));

    // Sequences begin at 0001, and every region has a digit above 0.
    private static bool TryTrust(Nik nik, out string fault)
    {
        fault = "";
        if (!nik.Digits.AsSpan().ContainsAnyExcept(nik.Digits[0]))
            fault = "is one digit throughout, which no NIK is";
        else if (nik.Digits.EndsWith("0000", StringComparison.Ordinal))
            fault = "ends in 0000: a spreadsheet has lost its last digit; format the column as text and enter it again";
        return fault.Length == 0;
    }
}
