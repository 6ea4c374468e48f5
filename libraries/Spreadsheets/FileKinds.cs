using System.Buffers;

namespace Workforce.Spreadsheets;

/// <summary>What a file is by its first bytes.</summary>
internal enum FileKind
{
    /// <summary>Nothing that is known: text, it may be.</summary>
    Text,

    /// <summary>A zip archive, as .xlsx is one.</summary>
    Zip,

    /// <summary>An OLE container: a workbook of before 2007, or one with a password.</summary>
    Ole,

    Pdf,

    /// <summary>HTML or XML, which many programs write and call .xls.</summary>
    Markup,
}

/// <summary>Tells kinds of files apart.</summary>
internal static class FileKinds
{
    /// <summary>Bytes that show it.</summary>
    public const int Sample = 16;

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <param name="start">Of the file: the sample, or all of it when it is shorter.</param>
    public static FileKind Of(ReadOnlySequence<byte> start)
    {
        Span<byte> copy = stackalloc byte[Sample];
        start = start.Slice(0, Math.Min(start.Length, Sample));
        start.CopyTo(copy);
        ReadOnlySpan<byte> bytes = copy[..(int)start.Length];
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
            return FileKind.Zip;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return FileKind.Ole;
        if (bytes.StartsWith("%PDF"u8))
            return FileKind.Pdf;
        if (bytes.StartsWith(Utf8Mark))
            bytes = bytes[Utf8Mark.Length..];
        return bytes.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? FileKind.Markup : FileKind.Text;
    }
}
