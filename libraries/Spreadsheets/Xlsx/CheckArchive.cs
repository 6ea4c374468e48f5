using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.IO.Hashing;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// Looks through a zip archive before anything of it is used: that it is a workbook, whole, not larger than allowed once unpacked, and
/// without what runs or comes from elsewhere. Every part is unpacked once, for what an archive says of its sizes is only said.
/// </summary>
internal static class CheckArchive
{
    // Parts that tell what the others are. The largest seen have a few megabytes of styles.
    private const int LargestOfStructure = 16 * 1024 * 1024;

    // Of the package and the workbook, which have a few for each sheet, and of each sheet, in which every e-mail address is one: the SDK
    // compares each with all before it.
    private const int MostRelationships = 4_000;

    // Below, a ratio says nothing: a row of equal cells is packed well.
    private const int SmallestOfRatio = 4 * 1024 * 1024;

    private const int Piece = 64 * 1024;

    private const string ContentTypes = "[Content_Types].xml";

    /// <param name="file">At its beginning again when it returns.</param>
    /// <returns>Names of the parts that are XML, of no harm to any reader of XML.</returns>
    public static IReadOnlySet<string> Check(FileStream file, TableLimits limits, CancellationToken cancellation)
    {
        ArchiveEnd.Check(file, limits.Parts);
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        RefuseSizes(archive, limits);
        RefuseKinds(archive);
        var read = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in archive.Entries)
        {
            Unpack(entry, cancellation);
            if (!IsStructure(entry))
                continue;
            if (entry.Length > LargestOfStructure)
                throw BrokenFile.Refusal();
            ReadStructure(entry, cancellation);
            read.Add(entry.FullName);
        }
        file.Position = 0;
        return read;
    }

    private static void RefuseSizes(ZipArchive archive, TableLimits limits)
    {
        if (archive.Entries.Count > limits.Parts)
            throw new UnreadableFileException(string.Create(
                CultureInfo.InvariantCulture, $"the workbook has more than {limits.Parts:N0} parts; copy the sheet into a new one, or save it as CSV UTF-8"));
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var unpacked = 0L;
        foreach (var entry in archive.Entries)
        {
            unpacked += entry.Length;
            if (unpacked > limits.UnpackedBytes)
                throw new UnreadableFileException(string.Create(
                    CultureInfo.InvariantCulture, $"the workbook is larger than {limits.UnpackedBytes:N0} bytes once unpacked; divide it, or save the sheet as CSV UTF-8"));
            if (entry.Length > SmallestOfRatio && entry.Length / limits.UnpackedRatio > entry.CompressedLength)
                throw new UnreadableFileException(string.Create(
                    CultureInfo.InvariantCulture, $"the workbook has a part that unpacks to more than {limits.UnpackedRatio:N0} times its size, as no register does; save the sheet as CSV UTF-8"));
            if (!names.Add(entry.FullName))
                throw BrokenFile.Refusal();
        }
    }

    private static void RefuseKinds(ZipArchive archive)
    {
        if (Has(archive, "mimetype"))
            throw new UnreadableFileException("the file is an OpenDocument (.ods); save it as .xlsx or CSV UTF-8");
        if (Has(archive, "xl/workbook.bin"))
            throw new UnreadableFileException("the file is a binary workbook (.xlsb); save it as .xlsx or CSV UTF-8");
        if (Has(archive, "word/document.xml") || Has(archive, "ppt/presentation.xml"))
            throw new UnreadableFileException("the file is a document or a presentation; save the register as .xlsx or CSV UTF-8");
        if (!Has(archive, ContentTypes) || !Has(archive, "_rels/.rels"))
            throw new UnreadableFileException("the file is a zip archive and no workbook; unpack it, or save the register as .xlsx or CSV UTF-8");
    }

    private static bool Has(ZipArchive archive, string name) =>
        archive.Entries.Any(entry => entry.FullName.Equals(name, StringComparison.OrdinalIgnoreCase));

    // The sheets and the shared texts are read by Markup when their turn comes, which has the same limits.
    private static bool IsStructure(ZipArchiveEntry entry)
    {
        if (entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
            return true;
        // What programs keep in a workbook for themselves is not read.
        return entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
            && !entry.FullName.StartsWith("customXml/", StringComparison.OrdinalIgnoreCase)
            && !entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase)
            && !entry.FullName.EndsWith("sharedStrings.xml", StringComparison.OrdinalIgnoreCase);
    }

    private static void Unpack(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        var crc = new Crc32();
        var length = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            using var part = entry.Open();
            while (part.Read(buffer, 0, Piece) is var read and > 0)
            {
                cancellation.ThrowIfCancellationRequested();
                length += read;
                if (length > entry.Length)
                    break;
                crc.Append(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (length != entry.Length || crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw BrokenFile.Refusal();
    }

    private static void ReadStructure(ZipArchiveEntry entry, CancellationToken cancellation)
    {
        var isContentTypes = entry.FullName.Equals(ContentTypes, StringComparison.OrdinalIgnoreCase);
        var isOfSheet = entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);
        var relationships = 0;
        using var markup = Markup.Of(entry.Open());
        while (markup.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (isContentTypes)
                RefuseMacros(markup.IsStart ? markup.Attribute("ContentType") : null);
            else if (markup.IsStartOf("Relationship") && ++relationships > MostRelationships && !isOfSheet)
                throw BrokenFile.Refusal();
            else if (markup.IsStartOf("Relationship"))
                RefuseLinks(markup.Attribute("Type") ?? "", markup.Attribute("TargetMode"));
        }
    }

    private static void RefuseMacros(string? contentType)
    {
        if (contentType is null)
            return;
        if (contentType.Contains("macro", StringComparison.OrdinalIgnoreCase) || contentType.Contains("vbaProject", StringComparison.OrdinalIgnoreCase))
            throw new UnreadableFileException("the workbook has macros (.xlsm); save it without them as .xlsx, or save the sheet as CSV UTF-8");
    }

    // A hyperlink is text that a person may follow; every e-mail address becomes one. Nothing here follows any.
    private static void RefuseLinks(string type, string? mode)
    {
        var kind = type[(type.LastIndexOf('/') + 1)..];
        var isOfElsewhere = kind is "externalLink" or "externalLinkPath" or "connections" or "queryTable"
            || (mode is "External" && kind is not "hyperlink");
        if (isOfElsewhere && kind is "image")
            throw new UnreadableFileException("the workbook has a picture that lies elsewhere; delete it, or save the sheet as CSV UTF-8");
        if (isOfElsewhere)
            throw new UnreadableFileException(
                "the workbook takes values from other files or from databases; break its links (in Excel: Data, Edit Links and Queries & Connections), or save the sheet as CSV UTF-8");
    }
}
