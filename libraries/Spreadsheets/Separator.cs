using System.Buffers;
using System.IO.Pipelines;

namespace Workforce.Spreadsheets;

/// <summary>What separates the fields of a file.</summary>
internal static class Separator
{
    private const int Sample = 64 * 1024;

    private static ReadOnlySpan<byte> Known => ";,\t|"u8;

    private static ReadOnlySpan<byte> LineEnds => "\r\n"u8;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>
    /// Looks at the first lines. A hint such as <c>sep=;</c> decides, which is a spreadsheet's own line and then passed over; otherwise
    /// that of which most lines have enough, for header and rows have it all, but commas only titles and some rows.
    /// </summary>
    /// <param name="file">In UTF-8. All but a hint is read again afterwards.</param>
    /// <param name="columns">Fewest columns of a table.</param>
    /// <returns>Null when the lines show none.</returns>
    public static async ValueTask<char?> FindAsync(PipeReader file, int columns, CancellationToken cancellation)
    {
        while (true)
        {
            var start = await file.ReadAsync(cancellation);
            var isSample = start.IsCompleted || start.Buffer.Length >= Sample;
            var seen = Look(start.Buffer, columns, isSample);
            if (seen.IsKnown || isSample)
            {
                file.AdvanceTo(start.Buffer.GetPosition(seen.HintLength));
                return seen.Separator;
            }
            file.AdvanceTo(start.Buffer.Start, start.Buffer.End);
        }
    }

    private static Seen Look(ReadOnlySequence<byte> start, int columns, bool isSample)
    {
        var sample = start.Slice(0, Math.Min(start.Length, Sample)).ToArray();
        var linesWithEnough = new int[Known.Length];
        var (most, best) = (0, (char?)null);
        for (var from = 0; from < sample.Length;)
        {
            var rest = sample.AsSpan(from);
            var end = rest.IndexOfAny(LineEnds);
            if (end < 0 && !isSample)
                break;
            var line = end < 0 ? rest : rest[..end];
            if (from == 0 && HintOf(line) is { } hint)
                return new Seen(hint, IsKnown: true, HintLength: end < 0 ? line.Length : LengthWithEnd(rest, end));
            for (var known = 0; known < Known.Length; known++)
            {
                var count = line.Count(Known[known]);
                if (count >= columns - 1)
                    linesWithEnough[known]++;
                if (count > most)
                    (most, best) = (count, (char)Known[known]);
            }
            from += line.Length + 1;
        }
        var usual = linesWithEnough.AsSpan().IndexOf(linesWithEnough.Max());
        return new Seen(linesWithEnough[usual] > 0 ? (char)Known[usual] : best, IsKnown: false);
    }

    // Written by spreadsheets that then also quote it.
    private static char? HintOf(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(Mark))
            line = line[Mark.Length..];
        if (line.StartsWith("\""u8) && line.EndsWith("\""u8) && line.Length > 1)
            line = line[1..^1];
        return line.Length == 5 && line.StartsWith("sep="u8) && Known.Contains(line[4]) ? (char)line[4] : null;
    }

    private static int LengthWithEnd(ReadOnlySpan<byte> text, int end) =>
        text[end..].StartsWith("\r\n"u8) ? end + 2 : end + 1;

    private readonly record struct Seen(char? Separator, bool IsKnown, int HintLength = 0);
}
