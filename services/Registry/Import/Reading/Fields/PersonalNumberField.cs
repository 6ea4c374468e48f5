using Workforce.Spreadsheets.Cells;

namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>The numbers of a worker besides the NIK, as spreadsheets keep them or have spoiled them.</summary>
public static class PersonalNumberField
{
    /// <summary>Of a participant of BPJS Kesehatan.</summary>
    public const int HealthInsuranceDigits = 13;

    /// <summary>KPJ, of a participant of BPJS Ketenagakerjaan.</summary>
    public const int EmploymentInsuranceDigits = 11;

    /// <summary>Reads a number of so many digits; blanks and hyphens may group them.</summary>
    /// <param name="text">The cell without surplus blanks.</param>
    /// <param name="number">Digits alone.</param>
    /// <param name="fault">What is wrong, when it is none.</param>
    public static bool TryReadDigits(string text, int digits, out string number, out string fault)
    {
        fault = "";
        number = WithoutGroups(text);
        if (number.Length != digits || number.AsSpan().ContainsAnyExceptInRange('0', '9'))
            fault = FaultOf(text, number, digits);
        else if (!number.AsSpan().ContainsAnyExcept(number[0]))
            fault = "is one digit throughout, which no such number is";
        return fault.Length == 0;
    }

    /// <summary>Reads a NIPTT, which each government forms in its own way.</summary>
    /// <param name="text">The cell without surplus blanks.</param>
    /// <param name="fault">What is wrong, when it is none.</param>
    public static bool IsNiptt(string text, out string fault)
    {
        fault = "";
        if (CellText.IsRounded(text))
            fault = CellText.Rounded;
        else if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            fault = "has no digit";
        return fault.Length == 0;
    }

    // Not dots: 1234567890.0 is a number of ten digits.
    private static string WithoutGroups(string text) => text.AsSpan().ContainsAny(' ', '-')
        ? text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal)
        : text;

    private static string FaultOf(string text, string number, int digits)
    {
        if (CellText.IsRounded(text))
            return CellText.Rounded;
        return number.Length < digits && !number.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? $"has {number.Length} digits, not {digits}: a spreadsheet drops zeros at the front; format the column as text and enter it again"
            : $"is not {digits} digits";
    }
}
