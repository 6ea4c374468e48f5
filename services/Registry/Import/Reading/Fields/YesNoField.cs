namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>Ya or Tidak, and no other word: it says what cannot be taken back.</summary>
internal static class YesNoField
{
    public const string Forms = "is neither Ya nor Tidak";

    public static bool TryRead(string text, out bool isYes)
    {
        isYes = text.Equals("Ya", StringComparison.OrdinalIgnoreCase);
        return isYes || text.Equals("Tidak", StringComparison.OrdinalIgnoreCase);
    }
}
