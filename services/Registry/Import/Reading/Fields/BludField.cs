using System.Collections.Frozen;

namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>Status BLUD as registers write it.</summary>
public static class BludField
{
    public const string Forms = "is neither Ya or BLUD nor Tidak or Non BLUD";

    private static readonly FrozenSet<string> Yes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Ya", "Y", "Yes", "True", "1", "BLUD", "BLUD Penuh", "BLUD Bertahap");

    private static readonly FrozenSet<string> No = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Tidak", "T", "Tdk", "No", "N", "False", "0", "Bukan", "Bukan BLUD", "Tidak BLUD", "Non BLUD", "Non-BLUD");

    /// <param name="text">The cell without surplus blanks.</param>
    public static bool TryRead(string text, out bool isBlud)
    {
        isBlud = Yes.Contains(text);
        return isBlud || No.Contains(text);
    }
}
