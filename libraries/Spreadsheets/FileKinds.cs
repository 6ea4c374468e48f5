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

    /// <summary>Another archive than a zip one, or a packed file.</summary>
    Packed,

    Utf32,

    /// <summary>UTF-16 without the mark by which its two forms are told apart.</summary>
    UnmarkedUtf16,
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
        if (bytes.StartsWith("Rar!"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0x37, 0x7A, 0xBC, 0xAF]) || bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return FileKind.Packed;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            return FileKind.Utf32;
        if (bytes.StartsWith(Utf8Mark))
            bytes = bytes[Utf8Mark.Length..];
        if (IsUnmarkedUtf16(bytes))
            return FileKind.UnmarkedUtf16;
        return bytes.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? FileKind.Markup : FileKind.Text;
    }

    // Titles and column names are ASCII nearly throughout: every second byte is zero, and no other.
    private static bool IsUnmarkedUtf16(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4)
            return false;
        for (var at = 2; at < bytes.Length; at++)
        {
            if (bytes[at] == 0 != (bytes[at % 2] == 0))
                return false;
        }
        return bytes[0] == 0 != (bytes[1] == 0);
    }
}
