using System.Globalization;
using System.Text.RegularExpressions;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>Good rows of a fuzzed file. Each has its number in several cells, its marks, so that a row that is made of two shows.</summary>
internal static partial class MarkedLine
{
    /// <param name="region">The first six digits of its NIK.</param>
    public static RegisterLine Of(int row, string region) => new()
    {
        Nik = string.Create(CultureInfo.InvariantCulture, $"{region}5205901{row:000}"),
        Name = "Maria Bano",
        DecreeNumber = Mark("SK", row),
        Position = Mark("Petugas", row),
        Phone = Mark("HP", row),
    };

    /// <summary>The row numbers that a text has in it, as its good line was marked.</summary>
    public static IEnumerable<int> MarksIn(string text) => Marks().Matches(text).Select(mark => int.Parse(mark.Groups[1].Value, CultureInfo.InvariantCulture));

    private static string Mark(string what, int row) => string.Create(CultureInfo.InvariantCulture, $"{what}<{row:000}>");

    [GeneratedRegex("(?:SK|Petugas|HP)<([0-9]{3})>")]
    private static partial Regex Marks();
}
