using System.IO.Compression;
using Workforce.Registry.Tests.Import;
using Workforce.Testing;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>A workbook of many rows in a temporary file, some of them with a cell that is not as it should be.</summary>
internal static class GeneratedWorkbook
{
    private const string EndOfRows = "</sheetData>";

    private static readonly string[] Cells =
    [
        "<c><f>A1</f></c>", "<c t=\"e\"><v>#REF!</v></c>", "<c t=\"s\"><v>7</v></c>", "<c r=\"A1\"/>", "<c s=\"1\"><v>-1</v></c>", "<c t=\"inlineStr\"><is><t>\u200b</t></is></c>",
    ];

    /// <param name="rowsOfPart">Of so many rows, one is damaged.</param>
    /// <returns>At its beginning; the file is deleted when it is closed.</returns>
    public static FileStream Write(int rows, int rowsOfPart, Random random)
    {
        var file = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in WorkbookFile.OfRegister().With(WorkbookFile.Texts, WorkbookFile.Shared("<t>Petugas</t>")).Parts)
            {
                using var part = new StreamWriter(archive.CreateEntry(name, CompressionLevel.Fastest).Open());
                if (name == WorkbookFile.Sheet)
                    WriteRows(part, content, rows, rowsOfPart, random);
                else
                    part.Write(content);
            }
        }
        file.Position = 0;
        return file;
    }

    private static void WriteRows(StreamWriter part, string sheet, int rows, int rowsOfPart, Random random)
    {
        var titles = RegisterLine.Header.Split(';');
        var end = sheet.IndexOf(EndOfRows, StringComparison.Ordinal);
        part.Write(sheet.AsSpan(0, end));
        for (var row = 2; row < rows + 2; row++)
        {
            (string, string) shared = ("Jabatan", WorkbookFile.Typed("s", "0"));
            part.Write(random.Next(rowsOfPart) == 0
                ? WorkbookFile.Line(row, new RegisterLine(), shared, (titles[random.Next(titles.Length)], Cells[random.Next(Cells.Length)]))
                : WorkbookFile.Line(row, new RegisterLine(), shared));
        }
        part.Write(sheet.AsSpan(end));
    }
}
