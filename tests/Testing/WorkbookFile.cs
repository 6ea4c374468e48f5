using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Workforce.Testing;

/// <summary>A workbook of one sheet, written by hand, so that a test can write into it what no program would.</summary>
public sealed record WorkbookFile
{
    public const string Sheet = "xl/worksheets/sheet1.xml";
    public const string Texts = "xl/sharedStrings.xml";
    public const string Workbook = "xl/workbook.xml";
    public const string Styles = "xl/styles.xml";
    public const string WorkbookLinks = "xl/_rels/workbook.xml.rels";
    public const string SheetLinks = "xl/worksheets/_rels/sheet1.xml.rels";
    public const string ContentTypes = "[Content_Types].xml";

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageLinks = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    // Always the same, so that a fuzzed archive is the same again.
    private static readonly DateTimeOffset Written = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private WorkbookFile(Dictionary<string, string> parts) => Parts = parts;

    public IReadOnlyDictionary<string, string> Parts { get; }

    /// <param name="rows">As XML: see <see cref="Row"/>.</param>
    public static WorkbookFile Of(params IEnumerable<string> rows) => new(new Dictionary<string, string>
    {
        [ContentTypes] =
            $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Types}.worksheet+xml"/>
            <Override PartName="/xl/worksheets/sheet2.xml" ContentType="{Types}.worksheet+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>
            <Override PartName="/xl/sharedStrings.xml" ContentType="{Types}.sharedStrings+xml"/></Types>
            """,
        ["_rels/.rels"] = $"""<Relationships xmlns="{PackageLinks}"><Relationship Id="rId1" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>""",
        [WorkbookLinks] =
            $"""
            <Relationships xmlns="{PackageLinks}"><Relationship Id="rId1" Type="{Links}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="{Links}/styles" Target="styles.xml"/>
            <Relationship Id="rId3" Type="{Links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """,
        [Workbook] = $"""<workbook xmlns="{Main}" xmlns:r="{Links}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>""",
        [Styles] =
            $"""
            <styleSheet xmlns="{Main}"><numFmts count="4"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>
            <numFmt numFmtId="165" formatCode="[$-409]m/d/yy\ h:mm\ AM/PM;@"/><numFmt numFmtId="166" formatCode="&quot;Rp dari hari&quot;#,##0"/>
            <numFmt numFmtId="167" formatCode="[$-421]dd\ mmmm\ yyyy;@"/></numFmts>
            <cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>
            """,
        [Texts] = $"""<sst xmlns="{Main}"></sst>""",
        [Sheet] = SheetOf(rows),
    });

    public static string SheetOf(params IEnumerable<string> rows) => $"""<worksheet xmlns="{Main}"><sheetData>{string.Concat(rows)}</sheetData></worksheet>""";

    public static string Row(int row, IEnumerable<string> cells, string attributes = "") =>
        string.Create(CultureInfo.InvariantCulture, $"<row r=\"{row}\" {attributes}>{string.Concat(cells)}</row>");

    public static string Text(string text) => text.Length == 0 ? "<c/>" : $"<c t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(text)}</t></is></c>";

    public static string Number(string number, int style = 0) => $"<c s=\"{style}\"><v>{number}</v></c>";

    public static string Typed(string type, string value) => $"<c t=\"{type}\"><v>{value}</v></c>";

    public static string Shared(params IEnumerable<string> texts) => $"""<sst xmlns="{Main}">{string.Concat(texts.Select(text => $"<si>{text}</si>"))}</sst>""";

    public WorkbookFile With(string part, string text) => new(new Dictionary<string, string>(Parts) { [part] = text });

    public WorkbookFile Replacing(string part, string text, string by) => With(part, Parts[part].Replace(text, by, StringComparison.Ordinal));

    /// <summary>With a relationship of the workbook to a part, or to something elsewhere.</summary>
    public WorkbookFile Linking(string part, string kind, string target, string mode = "Internal")
    {
        var links = Parts.GetValueOrDefault(part, $"""<Relationships xmlns="{PackageLinks}"></Relationships>""");
        return With(part, links.Replace(
            "</Relationships>", $"""<Relationship Id="rLink" Type="{Links}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>""", StringComparison.Ordinal));
    }

    /// <summary>With a second sheet.</summary>
    public WorkbookFile WithSecond(string name, IEnumerable<string> rows, string attributes = "") =>
        With("xl/worksheets/sheet2.xml", SheetOf(rows))
            .Replacing(Workbook, "</sheets>", $"""<sheet name="{name}" sheetId="2" r:id="rId9" {attributes}/></sheets>""")
            .Replacing(WorkbookLinks, "</Relationships>", $"""<Relationship Id="rId9" Type="{Links}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>""");

    public byte[] ToBytes() => Zip(Parts.Select(part => (part.Key, Encoding.UTF8.GetBytes(part.Value))));

    public static byte[] Zip(IEnumerable<(string Name, byte[] Content)> parts, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                var entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = Written;
                using var part = entry.Open();
                part.Write(content);
            }
        }
        return bytes.ToArray();
    }
}
