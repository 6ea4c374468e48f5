using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Workforce.Registry.Import.Reading;
using Workforce.ServiceDefaults.Errors;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>Workbooks by chance. A failure names the seed of its file, which is enough to write it again.</summary>
public sealed class WorkbookFuzzTests
{
    private static readonly string[] Values =
    [
        "", " ", "-", "nihil", "#REF!", "=1+1", "31/12/2020", "2020-12-31", "31 Februari 2020", "44196", "P", "L", "Damkar", "Rp 1.250.000,00", "-1", "1,5",
        "5371015205900001", "'5371015205900002", "3.57E+15", "Maria \"Bano\"", "a;b\tc\nd", "\u00a0\u200b", "\ud83d\ude00", "_x0000_", "_xD800_", "&<>", new('x', 300),
    ];

    private static readonly string[] Numbers = ["0", "-0", "1", "44196", "44196.99999", "59", "60", "1E300", "-1E-300", "NaN", "Infinity", "1e", "5371015205900001", "2958466", "0.5", "٣"];

    private static readonly string[] Types = ["s", "str", "inlineStr", "b", "e", "d", "n", "?"];

    [Fact]
    public void Read_RandomRows_AreEachAddedOrRejectedByTheirNumber() => Check(500, seed =>
    {
        var random = new Random(seed);
        var numbers = NumbersOf(random);
        var file = WorkbookFile.OfRegister(numbers.Select(number => RowOf(random, number)))
            .With(WorkbookFile.Texts, WorkbookFile.Shared(Values.Select(value => WorkbookFile.Text(value)).Select(TextOfCell)));

        var chunk = ReadRegister.ReadWholeAsync(file.ToBytes()).GetAwaiter().GetResult();

        var rejected = chunk.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row).Distinct().ToList();
        Assert.Equal((numbers.Count, numbers.Count), (chunk.RowsRead, chunk.Rows.Count + chunk.RowsRejected));
        Assert.Equal(numbers, chunk.Rows.Select(row => row.Row).Concat(rejected).Order());
    });

    [Fact]
    public void Read_PartsThatWereChangedByChance_AreReadOrRefused() => Check(1_000, seed =>
    {
        var random = new Random(seed);
        var parts = Good().Parts.Select(part => (part.Key, Content: Encoding.UTF8.GetBytes(part.Value))).ToArray();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var part = random.Next(parts.Length);
            parts[part].Content = Changed(random, parts[part].Content);
        }
        ReadOrRefused(WorkbookFile.Zip(parts));
    });

    [Fact]
    public void Read_ArchivesThatWereChangedByChance_AreReadOrRefused() => Check(1_000, seed =>
    {
        var random = new Random(seed);
        var file = Good().ToBytes();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            file = Changed(random, file);
        ReadOrRefused([.. "PK\u0003\u0004"u8, .. file.AsSpan(Math.Min(4, file.Length))]);
    });

    private static void Check(int files, Action<int> check) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(files));

    private static WorkbookFile Good() => WorkbookFile.OfRegister(Enumerable.Range(2, 5).Select(row => WorkbookFile.Line(
            row, new RegisterLine(), ("Tanggal Akhir", WorkbookFile.Number("44196", 2)), ("Jabatan", WorkbookFile.Typed("s", "0")))))
        .With(WorkbookFile.Texts, WorkbookFile.Shared("<t>Petugas</t>"));

    private static void ReadOrRefused(byte[] file)
    {
        try
        {
            var chunk = ReadRegister.ReadWholeAsync(file).GetAwaiter().GetResult();
            Assert.Equal(chunk.RowsRead, chunk.Rows.Count + chunk.RowsRejected);
        }
        catch (InvalidInputException refusal)
        {
            Assert.Contains(refusal.Field, (string[])["content", "header.sheet"]);
        }
    }

    private static List<int> NumbersOf(Random random)
    {
        var numbers = new List<int>();
        for (var row = 1; numbers.Count < 20;)
            numbers.Add(row += random.Next(10) == 0 ? random.Next(2, 1_000) : 1);
        return numbers;
    }

    private static string RowOf(Random random, int number)
    {
        var titles = RegisterLine.Header.Split(';');
        var cells = Enumerable.Range(0, random.Next(4)).Select(_ => (titles[random.Next(1, titles.Length)], CellOf(random))).ToArray();
        return WorkbookFile.Line(number, new RegisterLine(), random.Next(8) == 0 ? "hidden=\"1\"" : "", cells);
    }

    private static string CellOf(Random random) => random.Next(5) switch
    {
        0 => WorkbookFile.Text(Values[random.Next(Values.Length)]),
        1 => WorkbookFile.Typed("s", random.Next(Values.Length + 1).ToString(CultureInfo.InvariantCulture)),
        2 => WorkbookFile.Number(Numbers[random.Next(Numbers.Length)], random.Next(8)),
        3 => WorkbookFile.Typed(Types[random.Next(Types.Length)], Numbers[random.Next(Numbers.Length)]),
        _ => "<c><f>A1</f></c>",
    };

    private static string TextOfCell(string cell) => cell.Contains("<t", StringComparison.Ordinal)
        ? cell[cell.IndexOf("<t ", StringComparison.Ordinal)..(cell.IndexOf("</t>", StringComparison.Ordinal) + 4)] : "";

    private static byte[] Changed(Random random, byte[] bytes)
    {
        if (bytes.Length < 2)
            return bytes;
        var at = random.Next(bytes.Length - 1);
        var length = random.Next(1, Math.Min(40, bytes.Length - at));
        switch (random.Next(4))
        {
            case 0:
                bytes = [.. bytes];
                bytes[at] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"<>\"/=& 0A"[random.Next(9)];
                return bytes;
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..at], .. bytes[at..(at + length)], .. bytes[at..]];
            default:
                return random.Next(10) == 0 ? bytes[..at] : [.. bytes[..at], .. bytes[at..].Reverse().Take(length), .. bytes[(at + length)..]];
        }
    }
}
