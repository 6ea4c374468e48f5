namespace Workforce.Spreadsheets.Cells;

/// <summary>A NIK (nomor induk kependudukan) as people hand it in beside a worker's name: whole, without blanks or marks between its digits.</summary>
public static class NikCell
{
    public const int Digits = 16;

    public static bool IsWhole(string tidyText) => tidyText.Length == Digits && !tidyText.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>What is wrong with it; null when it is whole.</summary>
    public static string? FaultOf(string tidyText) =>
        IsWhole(tidyText) ? null
        : tidyText.Length == 0 ? "is empty"
        : CellText.IsRounded(tidyText) ? CellText.RoundedTo15
        : $"is not {Digits} digits";
}
