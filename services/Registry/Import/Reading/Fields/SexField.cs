using Workforce.Registry.Workers;

namespace Workforce.Registry.Import.Reading.Fields;

/// <summary>Jenis kelamin as registers write it.</summary>
public static class SexField
{
    public const string Forms = "is neither L or Laki-laki nor P or Perempuan";

    /// <param name="text">The cell without surplus blanks.</param>
    public static bool TryRead(string text, out Sex sex)
    {
        sex = default;
        if (IsOneOf(text, "L", "Laki-laki", "Laki laki", "Pria"))
            return true;
        sex = Sex.Female;
        return IsOneOf(text, "P", "Perempuan", "Wanita");
    }

    private static bool IsOneOf(string text, params ReadOnlySpan<string> forms)
    {
        foreach (var form in forms)
        {
            if (text.Equals(form, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
