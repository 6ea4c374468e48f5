using System.Buffers.Binary;
using System.Text;

namespace Workforce.Spreadsheets;

/// <summary>A compound file (MS-CFB): its directory tells an old workbook from a new one that is encrypted.</summary>
internal static class OleFile
{
    private const int HeaderLength = 512;
    private const int SectorShiftAt = 30;
    private const int DirectoryAt = 48;
    private const int LargestSectorShift = 12;

    private static readonly byte[] Encrypted = Encoding.Unicode.GetBytes("Encrypt");

    /// <returns>What the file is, and what to do about it.</returns>
    public static async ValueTask<string> DescribeAsync(Stream file, TableLimits limits, CancellationToken cancellation)
    {
        await using var kept = await SpoolFile.KeepAsync(file, limits, cancellation);
        return IsEncrypted(kept)
            ? "the workbook is protected by a password; save it without one, as .xlsx, or save the sheet as CSV UTF-8"
            : "the file is an old Excel workbook (.xls); save it as .xlsx or CSV UTF-8";
    }

    private static bool IsEncrypted(Stream file)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength)
            return false;
        var sector = 1 << Math.Min(BinaryPrimitives.ReadUInt16LittleEndian(header[SectorShiftAt..]), (ushort)LargestSectorShift);
        var directory = (BinaryPrimitives.ReadUInt32LittleEndian(header[DirectoryAt..]) + 1L) * sector;
        if (directory >= file.Length)
            return false;
        file.Position = directory;
        var entries = new byte[sector];
        return entries.AsSpan(0, file.ReadAtLeast(entries, sector, throwOnEndOfStream: false)).IndexOf(Encrypted) >= 0;
    }
}
