using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Workforce.ServiceDefaults.Errors;
using Workforce.Spreadsheets;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>Files that are not read: what they are, or what is in them, is said, and nothing of them is followed.</summary>
public sealed class RefusedWorkbookTests
{
    private const string Broken = "the workbook is broken";

    private static readonly WorkbookFile Good = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine()));

    public static TheoryData<string, string> Texts => new()
    {
        { "%PDF-1.7\n", "is a PDF" },
        { "Rar!\u001a\u0007", "is packed" },
        { "<html><table><tr><td>NIK</td></tr></table></html>", "is HTML or XML" },
        { "\ufeff\r\n<?xml version=\"1.0\"?><Workbook/>", "is HTML or XML" },
        { "PK\u0003\u0004 and nothing else", Broken },
        { "N\0I\0K\0;\0N\0a\0m\0a\0;\0", "is UTF-16 without its mark" },
        { "\0N\0I\0K\0;\0N", "is UTF-16 without its mark" },
    };

    public static TheoryData<string, string> Replaced => new()
    {
        { WorkbookFile.Sheet, "<!DOCTYPE worksheet [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c><v>&e;</v></c></row></sheetData></worksheet>" },
        { WorkbookFile.Workbook, "<!DOCTYPE workbook [<!ENTITY a \"aaaa\">]><workbook/>" },
        { WorkbookFile.Workbook, "<workbook><sheets><sheet name=\"Data\"" },
        { WorkbookFile.Sheet, string.Concat(Enumerable.Repeat("<a>", 10_000)) },
        { WorkbookFile.Sheet, $"<worksheet><sheetData>{string.Concat(Enumerable.Range(0, 10_000).Select(i => $"<a{i}/>"))}" },
        { WorkbookFile.Sheet, $"<worksheet a=\"{new string('x', 3_000_000)}\"><sheetData/></worksheet>" },
        { WorkbookFile.Sheet, WorkbookFile.SheetOf("<row r=\"99999999\"/>") },
        { WorkbookFile.Styles, "<styleSheet><cellXfs>" },
        { WorkbookFile.Texts, "<sst><si><t>a" },
    };

    [Theory, MemberData(nameof(Texts))]
    public Task Read_AnotherKindOfFile_SaysWhatItIs(string start, string reason) => AssertRefusedAsync(reason, Encoding.UTF8.GetBytes(start));

    [Fact]
    public Task Read_Utf32_SaysWhatItIs() => AssertRefusedAsync("is UTF-32", [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes(RegisterLine.Header)]);

    [Theory, MemberData(nameof(Replaced))]
    public Task Read_PartThatNoProgramWrites_IsBroken(string part, string text) => AssertRefusedAsync(Broken, Good.With(part, text).ToBytes());

    [Theory]
    [InlineData("vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "vnd.ms-excel.sheet.macroEnabled.main+xml")]
    [InlineData("application/xml", "application/vnd.ms-office.vbaProject")]
    public Task Read_Macros_AreRefused(string type, string by) => AssertRefusedAsync("has macros", Good.Replacing(WorkbookFile.ContentTypes, type, by).ToBytes());

    [Theory]
    [InlineData("externalLink", "externalLinks/externalLink1.xml", "Internal")]
    [InlineData("connections", "connections.xml", "Internal")]
    [InlineData("oleObject", "http://127.0.0.1:9/x.bin", "External")]
    [InlineData("attachedTemplate", "//127.0.0.1/share/x.xltx", "External")]
    public async Task Read_LinkToElsewhere_IsRefused(string kind, string target, string mode)
    {
        await AssertRefusedAsync("takes values from other files", Good.Linking(WorkbookFile.WorkbookLinks, kind, target, mode).ToBytes());
        await AssertRefusedAsync("takes values from other files", Good.Linking(WorkbookFile.SheetLinks, kind, target, mode).ToBytes());
    }

    [Fact]
    public Task Read_PictureThatLiesElsewhere_IsRefusedAsThat() => AssertRefusedAsync(
        "has a picture that lies elsewhere", Good.Linking(WorkbookFile.SheetLinks, "image", "http://127.0.0.1:9/logo.png", "External").ToBytes());

    [Theory]
    [InlineData("mimetype", "OpenDocument")]
    [InlineData("xl/workbook.bin", "binary workbook")]
    [InlineData("word/document.xml", "a document or a presentation")]
    public Task Read_AnotherKindOfArchive_SaysWhatItIs(string part, string reason) => AssertRefusedAsync(reason, Good.With(part, "<x/>").ToBytes());

    [Fact]
    public Task Read_ArchiveOfACsv_IsRefused() => AssertRefusedAsync(
        "a zip archive and no workbook", WorkbookFile.Zip([("register.csv", ReadRegister.BytesOf(RegisterLine.File(new RegisterLine())))]));

    [Theory]
    [InlineData("Workbook", "is an old Excel workbook (.xls)")]
    [InlineData("EncryptedPackage", "is protected by a password")]
    public Task Read_OleFile_SaysWhichItIs(string stream, string reason)
    {
        var file = new byte[4_096];
        ReadOnlySpan<byte> mark = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        mark.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), 3);
        Encoding.Unicode.GetBytes("Root Entry", file.AsSpan(4 * 512));
        Encoding.Unicode.GetBytes(stream, file.AsSpan(4 * 512 + 128));
        return AssertRefusedAsync(reason, file);
    }

    [Fact]
    public Task Read_Bomb_IsRefusedForItsRatio() => AssertRefusedAsync(
        "unpacks to more than 200 times its size", WorkbookFile.Zip([.. Parts(Good), ("xl/media/image1.png", new byte[64 * 1024 * 1024])], CompressionLevel.SmallestSize));

    [Fact]
    public Task Read_BombThatLiesOfItsSize_IsBroken()
    {
        var file = WorkbookFile.Zip([.. Parts(Good), ("xl/media/image1.png", new byte[8 * 1024 * 1024])]);
        for (var at = 0; at < file.Length - 4; at++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at)) == 8 * 1024 * 1024)
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), 1_000);
        }
        return AssertRefusedAsync(Broken, file);
    }

    [Fact]
    public Task Read_ByteThatWasChangedOnTheWay_IsBroken()
    {
        var file = Good.ToBytes();
        var at = file.AsSpan().IndexOf("PK\u0001\u0002"u8);
        file[at + 16] ^= 1; // its checksum
        return AssertRefusedAsync(Broken, file);
    }

    [Fact]
    public async Task Read_MoreThanALimit_IsRefusedByThatLimit()
    {
        await AssertRefusedAsync("larger than 500 bytes;", Good.ToBytes(), ReadRegister.UsualLimits with { FileBytes = 500 });
        await AssertRefusedAsync("larger than 1,000 bytes once unpacked", Good.ToBytes(), ReadRegister.UsualLimits with { UnpackedBytes = 1_000 });
        await AssertRefusedAsync("more than 5 parts", Good.ToBytes(), ReadRegister.UsualLimits with { Parts = 5 });
        await AssertRefusedAsync("more parts than any", WorkbookFile.Zip([.. Parts(Good), .. Enumerable.Range(0, 3_000).Select(i => ($"a{i:D90}", Array.Empty<byte>()))]), ReadRegister.UsualLimits with { Parts = 100 });
        await AssertRefusedAsync("more than 1 sheets", Good.WithSecond("Dua", "").ToBytes(), ReadRegister.UsualLimits with { Sheets = 1 });
        await AssertRefusedAsync(
            "texts are more than 100 bytes", Good.With(WorkbookFile.Texts, WorkbookFile.Shared(Enumerable.Repeat("", 20))).ToBytes(), ReadRegister.UsualLimits with { SharedTextBytes = 100 });
    }

    [Fact]
    public async Task Read_BrokenInTheMiddle_KeepsTheRowsBeforeAndSaysSo()
    {
        var rows = Enumerable.Range(2, 12_000).Select(row => WorkbookFile.Line(row, new RegisterLine()));
        var file = WorkbookFile.OfRegister([.. rows, WorkbookFile.Row(1, [])]).ToBytes();

        var whole = await ReadRegister.ReadWholeAsync(file);

        Assert.Equal((12_000, 12_000, true), (whole.RowsRead, whole.Rows.Count, whole.BreaksOff));
        Assert.Contains(whole.Findings, finding => finding.Row == 12_001 && finding.Reason.EndsWith("the last row that was read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_BrokenBelowAHiddenRow_NamesThatToo()
    {
        var file = WorkbookFile.OfRegister(WorkbookFile.Line(2, new RegisterLine(), "hidden=\"1\""), WorkbookFile.Row(1, [])).ToBytes();

        var whole = await ReadRegister.ReadWholeAsync(file);

        Assert.True(whole.BreaksOff);
        Assert.Contains(whole.Findings, finding => finding is { Row: 2, Reason: "rows that the sheet hides were read like the others: 2" });
    }

    [Fact]
    public async Task Read_RowsThatDoNotCountUpwards_EndTheFileWithAFinding()
    {
        var whole = await ReadRegister.ReadWholeAsync(Good.With(WorkbookFile.Sheet, WorkbookFile.SheetOf(WorkbookFile.Header(7), WorkbookFile.Row(6, []))).ToBytes());

        Assert.Equal(0, whole.RowsRead);
        Assert.Equal(7, Assert.Single(whole.Findings, finding => finding.Reason.StartsWith(Broken, StringComparison.Ordinal)).Row);
    }

    [Fact]
    public async Task Read_SpoolFile_HasNoNameWhileItIsReadAndAfterwards()
    {
        var folder = Directory.CreateTempSubdirectory("workforce-test-");
        var limits = ReadRegister.UsualLimits with { SpoolFolder = folder.FullName };
        await foreach (var _ in ReadRegister.ReadAllAsync(Good.ToBytes(), limits: limits))
            Assert.Empty(folder.EnumerateFileSystemInfos());
        await AssertRefusedAsync("larger than", Good.ToBytes(), limits with { FileBytes = 500 });
        folder.Delete(); // which needs it to be empty
    }

    [Fact]
    public async Task Read_SpoolFolderCannotBeWritten_HasNoRoomForAClearReason()
    {
        var e = await Assert.ThrowsAsync<ExhaustedException>(() => ReadRegister.ReadWholeAsync(Good.ToBytes(), limits: ReadRegister.UsualLimits with { SpoolFolder = "/nowhere/at/all" }));
        Assert.Contains("cannot keep the file in '/nowhere/at/all'", e.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, byte[] Content)> Parts(WorkbookFile file) => file.Parts.Select(part => (part.Key, Encoding.UTF8.GetBytes(part.Value)));

    private static async Task AssertRefusedAsync(string reason, byte[] file, TableLimits? limits = null)
    {
        var e = await Assert.ThrowsAsync<InvalidInputException>(() => ReadRegister.ReadWholeAsync(file, limits: limits));
        Assert.Equal("content", e.Field);
        Assert.Contains(reason, e.Message, StringComparison.Ordinal);
    }
}
