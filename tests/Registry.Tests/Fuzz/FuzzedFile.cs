using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>One change to the text of a file. Places are per mille of its length, so that it means the same in a shorter file.</summary>
internal sealed record Mutation(Damage Damage, int At, int Length, string Text);

/// <summary>A byte that is none of the text, at a place likewise.</summary>
internal sealed record StrayByte(int At, byte Value);

internal enum Damage
{
    Insert,
    Delete,
    Replace,
    Repeat,
}

/// <summary>A register of good rows, damaged in some places.</summary>
internal sealed partial record FuzzedFile(
    int Rows, IReadOnlyList<Mutation> Mutations, IReadOnlyList<StrayByte> Strays, string LineEnd, bool EndsWithLineEnd, Unicode Unicode)
{
    private const string Region = "537103";
    private const char Separator = ';';
    private const int PerMille = 1_000;

    // No digit among them: a row's marks stay its own, or are none.
    private static readonly string[] Pieces =
        ["\"", "\"\"", ";", "\n", "\r", "\r\n", ",", "\t", "|", " ", "\0", "\ufeff", "\ufffd", "\u00a0", "\u200b", "'", "=", "-", "x", "é", "\"\n", ";\"", "\";", "\n\n", ";;;;", "NIK;Nama\n"];

    // Each letter of one byte is among those of some files; those of two bytes are too many for it.
    private static readonly Gen<string> AnyLetter = Gen.OneOf(Gen.Choose(0, byte.MaxValue), Gen.Choose(0, char.MaxValue))
        .Where(letter => !char.IsAsciiDigit((char)letter)).Select(letter => $"{(char)letter}");

    private static readonly Gen<Mutation> Mutated =
        from damage in Gen.Elements(Enum.GetValues<Damage>())
        from at in Gen.Choose(0, PerMille)
        from length in Gen.Choose(1, 60)
        from text in Gen.OneOf(Gen.Elements(Pieces), AnyLetter)
        select new Mutation(damage, at, length, text);

    private static readonly Gen<StrayByte> Stray =
        from at in Gen.Choose(0, PerMille)
        from value in Gen.Choose(sbyte.MaxValue + 1, byte.MaxValue)
        select new StrayByte(at, (byte)value);

    private static readonly Gen<FuzzedFile> Fuzzed =
        from rows in Gen.Choose(0, 12)
        from count in Gen.Choose(0, 8)
        from mutations in Gen.ArrayOf(Mutated, count)
        from strayCount in Gen.Elements(0, 0, 0, 1, 2)
        from strays in Gen.ArrayOf(Stray, strayCount)
        from lineEnd in Gen.Elements("\n", "\r\n", "\r")
        from ends in Gen.Elements(true, false)
        from unicode in Gen.Elements(Enum.GetValues<Unicode>())
        select new FuzzedFile(rows, mutations, strays, lineEnd, ends, unicode);

    /// <summary>Files of any kind; a counterexample loses mutations, stray bytes and rows until it shows the fault alone.</summary>
    public static Arbitrary<FuzzedFile> Arbitrary => Arb.From(Fuzzed, Smaller);

    public IReadOnlyList<string> GoodLines => [.. Enumerable.Range(1, Rows).Select(row => MarkedLine.Of(row, Region).ToString())];

    /// <summary>Without its stray bytes.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder(string.Join(LineEnd, [RegisterLine.Header, .. GoodLines]) + (EndsWithLineEnd ? LineEnd : ""));
            foreach (var mutation in Mutations)
                Apply(mutation, text);
            return text.ToString();
        }
    }

    /// <summary>Physical lines, as editors count them.</summary>
    public static IReadOnlyList<string> LinesOf(string text) => LineEnds().Split(text);

    public static bool IsWhole(string line) => line.Count(c => c == Separator) >= RegisterLine.Header.Count(c => c == Separator);

    /// <summary>As it is sent, and the text that a reader of its encoding sees in it.</summary>
    public (byte[] File, string Text) Written()
    {
        var bytes = Encoding.GetBytes(Text).ToList();
        foreach (var stray in Strays)
            bytes.Insert(Math.Min(bytes.Count, stray.At * (bytes.Count + 1) / PerMille), stray.Value);
        var content = bytes.ToArray();
        return ([.. Unicode is Unicode.Utf8 ? [] : Encoding.GetPreamble(), .. content], Encoding.GetString(content));
    }

    private Encoding Encoding => Unicode switch
    {
        Unicode.Utf16 => Encoding.Unicode,
        Unicode.Utf16BigEndian => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    };

    public override string ToString() =>
        $"{Rows} rows, {Unicode}, ends of lines {Shown(LineEnd)}, {string.Join(", ", Strays.Select(one => $"byte {one.Value:X2} at {one.At}"))} {string.Join(", ", Mutations.Select(one => $"{one.Damage} {Shown(one.Text)} at {one.At} ({one.Length})"))}:\n{Shown(Text)}";

    private static void Apply(Mutation mutation, StringBuilder text)
    {
        var at = Math.Min(text.Length, mutation.At * (text.Length + 1) / PerMille);
        var length = Math.Min(mutation.Length, text.Length - at);
        switch (mutation.Damage)
        {
            case Damage.Insert:
                text.Insert(at, mutation.Text);
                break;
            case Damage.Delete:
                text.Remove(at, length);
                break;
            case Damage.Replace:
                text.Remove(at, Math.Min(1, length)).Insert(at, mutation.Text);
                break;
            default:
                text.Insert(at, text.ToString(at, length));
                break;
        }
    }

    private static IEnumerable<FuzzedFile> Smaller(FuzzedFile file)
    {
        for (var left = 0; left < file.Mutations.Count; left++)
            yield return file with { Mutations = [.. file.Mutations.Where((_, index) => index != left)] };
        for (var left = 0; left < file.Strays.Count; left++)
            yield return file with { Strays = [.. file.Strays.Where((_, index) => index != left)] };
        if (file.Rows > 0)
            yield return file with { Rows = file.Rows - 1 };
        if (file.Unicode != Unicode.Utf8)
            yield return file with { Unicode = Unicode.Utf8 };
        if (file.LineEnd != "\n")
            yield return file with { LineEnd = "\n" };
    }

    private static string Shown(string text) =>
        text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n\n", StringComparison.Ordinal).Replace("\0", "\\0", StringComparison.Ordinal);

    [GeneratedRegex("\r\n|\n|\r")]
    private static partial Regex LineEnds();
}

/// <summary>How the text is written.</summary>
internal enum Unicode
{
    Utf8,
    Utf8WithMark,
    Utf16,
    Utf16BigEndian,
}
