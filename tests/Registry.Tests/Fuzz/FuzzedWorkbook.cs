using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workforce.Registry.Tests.Import;
using Workforce.Testing;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>One change to the bytes of a part, or of the archive. The place is per million of their number, so that it means the same in fewer.</summary>
internal sealed record ByteMutation(ByteDamage Damage, string Part, int At, int Length, byte By);

internal enum ByteDamage
{
    Change,
    Delete,
    Repeat,
    Reverse,
    Cut,
}

/// <summary>A workbook of good rows, damaged in its parts, or as the archive that they are in.</summary>
internal sealed record FuzzedWorkbook(int Rows, IReadOnlyList<ByteMutation> Mutations, bool IsArchive)
{
    private const int PerMillion = 1_000_000;
    private const string Region = "537104";

    private static readonly string[] OtherParts =
        [WorkbookFile.Texts, WorkbookFile.Styles, WorkbookFile.Workbook, WorkbookFile.WorkbookLinks, WorkbookFile.ContentTypes, "_rels/.rels"];

    private static readonly Gen<ByteMutation> Mutated =
        from damage in Gen.Frequency(
            (3, Gen.Constant(ByteDamage.Change)), (3, Gen.Elements(ByteDamage.Delete, ByteDamage.Repeat, ByteDamage.Reverse)), (1, Gen.Constant(ByteDamage.Cut)))
        from part in Gen.Frequency((3, Gen.Constant(WorkbookFile.Sheet)), (1, Gen.Elements(OtherParts)))
        from at in Gen.Choose(0, PerMillion)
        from length in Gen.Choose(1, 40)
        from replacement in Gen.OneOf(Gen.Choose(0, byte.MaxValue).Select(value => (byte)value), Gen.Elements("<>\"/=& 09Aaz"u8.ToArray()))
        select new ByteMutation(damage, part, at, length, replacement);

    private static readonly Gen<FuzzedWorkbook> Fuzzed =
        from rows in Gen.Choose(1, 12)
        from count in Gen.Choose(1, 3)
        from mutations in Gen.ArrayOf(Mutated, count)
        from isArchive in Gen.Elements(true, false, false, false)
        select new FuzzedWorkbook(rows, mutations, isArchive);

    /// <summary>A counterexample loses mutations and rows until it shows the fault alone.</summary>
    public static Arbitrary<FuzzedWorkbook> Arbitrary => Arb.From(Fuzzed, Smaller);

    /// <summary>Its rows by their numbers, as they were before the damage.</summary>
    public IReadOnlyDictionary<int, RegisterLine> Lines => Enumerable.Range(1, Rows).ToDictionary(row => row + 1, row => MarkedLine.Of(row, Region));

    /// <summary>The sheet before the damage and after it.</summary>
    public (string Good, string Damaged) Sheets
    {
        get
        {
            var good = Good().Parts[WorkbookFile.Sheet];
            return (good, Encoding.UTF8.GetString(Damaged(WorkbookFile.Sheet, good)));
        }
    }

    /// <summary>Whether the damage is in the sheet alone.</summary>
    public bool IsOfSheet => !IsArchive && Mutations.All(mutation => mutation.Part == WorkbookFile.Sheet);

    public byte[] ToBytes()
    {
        if (!IsArchive)
            return WorkbookFile.Zip(Good().Parts.Select(part => (part.Key, Damaged(part.Key, part.Value))));
        var file = Mutations.Aggregate(Good().ToBytes(), Apply);
        // Without its first bytes it would be read as text.
        return [.. "PK\u0003\u0004"u8, .. file.AsSpan(Math.Min(4, file.Length))];
    }

    /// <summary>A row as the sheet has it.</summary>
    public static string Xml(int number, RegisterLine line) => WorkbookFile.Line(
        number, line, ("Tanggal Akhir", WorkbookFile.Number("44196", 2)), ("Unit Kerja", WorkbookFile.Typed("s", "0")));

    public override string ToString() =>
        $"{Rows} rows, {(IsArchive ? "archive" : "parts")}: {string.Join(", ", Mutations.Select(one => $"{one.Damage} {one.Part} at {one.At} ({one.Length}, {one.By:X2})"))}\n{Sheets.Damaged}";

    private WorkbookFile Good() => WorkbookFile.OfRegister(Lines.Select(line => Xml(line.Key, line.Value)))
        .With(WorkbookFile.Texts, WorkbookFile.Shared("<t>Damkar</t>"));

    private byte[] Damaged(string part, string text) => IsArchive
        ? Encoding.UTF8.GetBytes(text)
        : Mutations.Where(mutation => mutation.Part == part).Aggregate(Encoding.UTF8.GetBytes(text), Apply);

    private static byte[] Apply(byte[] bytes, ByteMutation mutation)
    {
        if (bytes.Length < 2)
            return bytes;
        var at = (int)((long)mutation.At * (bytes.Length - 1) / (PerMillion + 1));
        var end = Math.Min(bytes.Length, at + mutation.Length);
        return mutation.Damage switch
        {
            ByteDamage.Change => [.. bytes[..at], mutation.By, .. bytes[(at + 1)..]],
            ByteDamage.Delete => [.. bytes[..at], .. bytes[end..]],
            ByteDamage.Repeat => [.. bytes[..end], .. bytes[at..]],
            ByteDamage.Reverse => [.. bytes[..at], .. bytes[at..end].Reverse(), .. bytes[end..]],
            _ => bytes[..at],
        };
    }

    private static IEnumerable<FuzzedWorkbook> Smaller(FuzzedWorkbook file)
    {
        for (var left = 0; left < file.Mutations.Count; left++)
            yield return file with { Mutations = [.. file.Mutations.Where((_, index) => index != left)] };
        if (file.Rows > 1)
            yield return file with { Rows = file.Rows - 1 };
    }
}
