using System.Buffers.Binary;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>The end of a zip archive, which says where its directory begins (APPNOTE 4.3.16): readers keep all of that in memory.</summary>
internal static class ArchiveEnd
{
    private const int Length = 22;
    private const int LongestComment = ushort.MaxValue;
    private const int DisksAt = 4;
    private const int EntriesAt = 10;
    private const int DirectoryAt = 16;
    private const int LongestEntry = 1024;

    private static ReadOnlySpan<byte> Mark => "PK\u0005\u0006"u8;

    /// <param name="parts">Parts of an archive at most.</param>
    /// <exception cref="UnreadableFileException">It has no end, or a directory of many more parts.</exception>
    public static void Check(Stream file, int parts)
    {
        file.Position = Math.Max(0, file.Length - Length - LongestComment);
        var tail = new byte[file.Length - file.Position];
        file.ReadExactly(tail);
        var at = tail.Length < Length ? -1 : tail.AsSpan(0, tail.Length - Length + Mark.Length).LastIndexOf(Mark);
        if (at < 0)
            throw BrokenFile.Refusal();
        var end = tail.AsSpan(at);
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(end[DirectoryAt..]);
        // The masks of ZIP64, for archives that are larger than any that is read, or lie on several disks.
        if (BinaryPrimitives.ReadUInt32LittleEndian(end[DisksAt..]) != 0 || BinaryPrimitives.ReadUInt16LittleEndian(end[EntriesAt..]) == ushort.MaxValue || directory == uint.MaxValue || directory > file.Length)
            throw BrokenFile.Refusal();
        if (file.Length - directory > (long)parts * LongestEntry + LongestComment + Length)
            throw new UnreadableFileException("the workbook has more parts than any register; copy the sheet into a new one, or save it as CSV UTF-8");
        file.Position = 0;
    }
}
