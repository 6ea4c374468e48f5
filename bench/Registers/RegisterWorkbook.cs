using System.Globalization;
using System.IO.Compression;
using System.Security;

namespace Workforce.Bench.Registers;

/// <summary>
/// The rows of a register as a workbook, in a temporary file, as Excel writes it: texts once each in a table that cells refer to, days as
/// numbers with a format, the wage as a number.
/// </summary>
internal sealed class RegisterWorkbook : IDisposable
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string PackageLinks = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private static readonly DateOnly DayZero = new(1899, 12, 30);

    private readonly Dictionary<string, int> _texts = [];

    private RegisterWorkbook(string path) => Path = path;

    public string Path { get; }

    /// <param name="csv">With the same rows; no field of it is quoted.</param>
    public static RegisterWorkbook Of(RegisterFile csv)
    {
        var workbook = new RegisterWorkbook(System.IO.Path.GetTempFileName());
        using var archive = new ZipArchive(File.Create(workbook.Path), ZipArchiveMode.Create);
        Write(archive, "[Content_Types].xml", text => text.Write(
            $"""
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/>
            <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{Types}.worksheet+xml"/>
            <Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>
            <Override PartName="/xl/sharedStrings.xml" ContentType="{Types}.sharedStrings+xml"/></Types>
            """));
        Write(archive, "_rels/.rels", text => text.Write(
            $"""<Relationships xmlns="{PackageLinks}"><Relationship Id="rId1" Type="{Links}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""));
        Write(archive, "xl/_rels/workbook.xml.rels", text => text.Write(
            $"""
            <Relationships xmlns="{PackageLinks}"><Relationship Id="rId1" Type="{Links}/worksheet" Target="worksheets/sheet1.xml"/>
            <Relationship Id="rId2" Type="{Links}/styles" Target="styles.xml"/>
            <Relationship Id="rId3" Type="{Links}/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """));
        Write(archive, "xl/workbook.xml", text => text.Write(
            $"""<workbook xmlns="{Main}" xmlns:r="{Links}"><sheets><sheet name="Register" sheetId="1" r:id="rId1"/></sheets></workbook>"""));
        Write(archive, "xl/styles.xml", text => text.Write(
            $"""<styleSheet xmlns="{Main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"""));
        Write(archive, "xl/worksheets/sheet1.xml", text => workbook.WriteRows(text, csv));
        Write(archive, "xl/sharedStrings.xml", workbook.WriteTexts);
        return workbook;
    }

    public void Dispose() => File.Delete(Path);

    private static void Write(ZipArchive archive, string part, Action<TextWriter> write)
    {
        using var text = new StreamWriter(archive.CreateEntry(part).Open());
        write(text);
    }

    private void WriteRows(TextWriter text, RegisterFile csv)
    {
        text.Write($"<worksheet xmlns=\"{Main}\"><sheetData>");
        foreach (var (index, line) in File.ReadLines(csv.Path).Index())
        {
            text.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{index + 1}\" spans=\"1:24\">"));
            foreach (var (column, field) in line.Split(',').Index())
            {
                if (field.Length > 0)
                    text.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + column)}{index + 1}\"{Cell(field)}</c>"));
            }
            text.Write("</row>");
        }
        text.Write("</sheetData></worksheet>");
    }

    private string Cell(string field)
    {
        if (DateOnly.TryParseExact(field, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return string.Create(CultureInfo.InvariantCulture, $" s=\"1\"><v>{day.DayNumber - DayZero.DayNumber}</v>");
        if (field.Length == 7 && int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var wage))
            return string.Create(CultureInfo.InvariantCulture, $"><v>{wage}</v>");
        if (!_texts.TryGetValue(field, out var text))
            _texts.Add(field, text = _texts.Count);
        return string.Create(CultureInfo.InvariantCulture, $" t=\"s\"><v>{text}</v>");
    }

    private void WriteTexts(TextWriter text)
    {
        text.Write(string.Create(CultureInfo.InvariantCulture, $"<sst xmlns=\"{Main}\" uniqueCount=\"{_texts.Count}\">"));
        foreach (var shared in _texts.Keys)
            text.Write($"<si><t>{SecurityElement.Escape(shared)}</t></si>");
        text.Write("</sst>");
    }
}
