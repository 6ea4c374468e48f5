namespace Workforce.Privacy.Tests;

/// <summary>An invented person whose data is planted; it occurs nowhere else.</summary>
internal static class Person
{
    public const string Nik = "5371062412649001";
    public const string Name = "Marsiana Lasmono";
    public const string Phone = "081298765432";

    /// <summary>All of it, as a clerk would write it down.</summary>
    public const string Note = $"{Name}, NIK {Nik}, HP {Phone}";

    /// <summary>Also the NIK by itself, which is a number, a name of a property and a part of a path too.</summary>
    public static readonly string[] Texts = [Nik, Note];

    // A NIK may be shown by its last four digits.
    private static readonly string[] Secrets = [Nik[..^4], "Marsiana", "Lasmono", Phone];

    /// <summary>Whether a text tells anything of the person.</summary>
    public static bool IsIn(string text) => Secrets.Any(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase));
}
