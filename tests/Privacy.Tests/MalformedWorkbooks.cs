using System.Security;
using System.Text;
using Workforce.Testing;

namespace Workforce.Privacy.Tests;

/// <summary>Workbooks with the person in cells, names and parts that cannot be read.</summary>
internal static class MalformedWorkbooks
{
    /// <param name="header">The register's titles.</param>
    /// <param name="good">The person's row.</param>
    public static IEnumerable<byte[]> Of(string[] header, string[] good)
    {
        var titles = WorkbookFile.Row(1, header.Select(WorkbookFile.Text));
        var whole = WorkbookFile.Of(titles, Row(good));
        return [
            whole.ToBytes(),
            whole.ToBytes()[..^200],
            WorkbookFile.Of(titles, Row(good), Row(good)).ToBytes(),
            WorkbookFile.Of(Row(good)).ToBytes(),
            .. Person.Texts.SelectMany(planted => FilesOf(titles, good, whole, planted)),
        ];
    }

    private static IEnumerable<byte[]> FilesOf(string titles, string[] good, WorkbookFile whole, string planted)
    {
        foreach (var cell in CellsOf(planted))
        {
            for (var at = 0; at < good.Length; at++)
                yield return WorkbookFile.Of(titles, WorkbookFile.Row(2, [.. good[..at].Select(WorkbookFile.Text), cell, .. good[(at + 1)..].Select(WorkbookFile.Text)])).ToBytes();
        }
        yield return whole.WithSecond(planted, [titles, Row(good)]).ToBytes();
        yield return whole.Replacing(WorkbookFile.Workbook, "Data", planted).Replacing(WorkbookFile.WorkbookLinks, "worksheets/sheet1.xml", $"worksheets/{planted}.xml").ToBytes();
        yield return whole.Replacing(WorkbookFile.ContentTypes, "sharedStrings+xml", planted).ToBytes();
        yield return whole.Linking(WorkbookFile.SheetLinks, "hyperlink", planted, planted).ToBytes();
        yield return whole.Linking(WorkbookFile.WorkbookLinks, planted, $"http://127.0.0.1:9/{planted}", "External").ToBytes();
        yield return whole.With(WorkbookFile.Styles, whole.Parts[WorkbookFile.Styles].Replace("dd/mm/yyyy", planted, StringComparison.Ordinal).Replace("\"14\"", $"\"{planted}\"", StringComparison.Ordinal)).ToBytes();
        yield return whole.With(planted, planted).ToBytes();
        foreach (var part in whole.Parts.Keys)
        {
            foreach (var broken in BrokenParts(whole.Parts[part], planted))
                yield return whole.With(part, broken).ToBytes();
            yield return WorkbookFile.Zip(whole.Parts.Select(other =>
                (other.Key, other.Key == part ? [.. Encoding.UTF8.GetBytes($"<a>{planted}"), 0xFF, 0xC3] : Encoding.UTF8.GetBytes(other.Value))));
        }
    }

    private static IEnumerable<string> CellsOf(string planted)
    {
        yield return WorkbookFile.Text($"{planted}\t");
        foreach (var type in (string[])["n", "d", "b", "e", "s", "str", planted])
            yield return WorkbookFile.Typed(type, planted);
        for (var style = 0; style < 7; style++)
            yield return WorkbookFile.Number(planted, style);
        yield return $"<c r=\"{planted}\" s=\"{planted}\" cm=\"{planted}\"><f>{planted}</f><v>{planted}</v></c>";
    }

    // The name of an element has no space, so of a note it is the first word.
    private static IEnumerable<string> BrokenParts(string part, string planted)
    {
        var element = $"_{planted.Split(' ')[0]}";
        var quoted = SecurityElement.Escape(planted);
        yield return planted;
        yield return $"<{planted}>";
        yield return $"<{element}><b></{element}>";
        yield return $"<{element}:a/>";
        yield return $"<a>&{element};</a>";
        yield return $"<a {element}=\"1\" {element}=\"{quoted}\"/>";
        yield return $"<?xml version=\"{quoted}\" encoding=\"{quoted}\"?><a/>";
        yield return $"<!DOCTYPE {element} [<!ENTITY e SYSTEM \"{quoted}\">]><a>&e;</a>";
        yield return $"{part}<{element}>{planted}</{element}>";
        yield return $"{part[..(part.Length / 2)]}{planted}";
        yield return part.Replace("r=\"2\"", $"r=\"{quoted}\"", StringComparison.Ordinal).Replace("Id=\"rId1\"", $"Id=\"{quoted}\"", StringComparison.Ordinal);
        yield return part.Replace("xmlns=\"", $"xmlns=\"{quoted}", StringComparison.Ordinal);
    }

    private static string Row(string[] cells) => WorkbookFile.Row(2, cells.Select(WorkbookFile.Text));
}
