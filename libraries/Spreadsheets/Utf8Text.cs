using System.IO.Pipelines;
using System.Text;

namespace Workforce.Spreadsheets;

/// <summary>A text file in UTF-8, whichever Unicode it is written in.</summary>
internal static class Utf8Text
{
    private const int LongestMark = 2;

    /// <param name="file">In UTF-8, or in UTF-16 with its mark; read forward once.</param>
    public static async ValueTask<Stream> OfAsync(Stream file, CancellationToken cancellation)
    {
        var bytes = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: CsvRecords.ReadAtOnce, leaveOpen: true));
        var start = await bytes.ReadAtLeastAsync(LongestMark, cancellation);
        var encoding = EncodingOf(start.Buffer.FirstSpan);
        bytes.AdvanceTo(start.Buffer.Start);
        return encoding is null ? bytes.AsStream() : Encoding.CreateTranscodingStream(bytes.AsStream(), encoding, Encoding.UTF8);
    }

    private static Encoding? EncodingOf(ReadOnlySpan<byte> start) =>
        start.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode
        : start.StartsWith(Encoding.BigEndianUnicode.Preamble) ? Encoding.BigEndianUnicode
        : null;
}
