using System.Buffers;
using System.IO.Pipelines;

namespace Workforce.Spreadsheets;

/// <summary>What separates the fields of a file. The header shows it: unlike values, no column's name has a comma in it.</summary>
internal static class Separator
{
    private const int LongestHeader = 16 * 1024;

    private static ReadOnlySpan<byte> LineEnds => "\r\n"u8;

    /// <summary>Looks at the first line that has any; the line is read again afterwards.</summary>
    /// <returns>Null when it does not show one: then the file as a whole may.</returns>
    public static async ValueTask<char?> InFirstLineAsync(PipeReader file, CancellationToken cancellation)
    {
        while (true)
        {
            var start = await file.ReadAsync(cancellation);
            var (separator, isWhole) = Look(start.Buffer);
            var isKnown = isWhole || start.IsCompleted || start.Buffer.Length > LongestHeader;
            file.AdvanceTo(start.Buffer.Start, isKnown ? start.Buffer.Start : start.Buffer.End);
            if (isKnown)
                return separator;
        }
    }

    private static (char? Separator, bool IsWhole) Look(ReadOnlySequence<byte> start)
    {
        var (commas, semicolons) = (0, 0);
        foreach (var piece in start)
        {
            foreach (var value in piece.Span)
            {
                if (LineEnds.Contains(value) && commas + semicolons > 0)
                    return (Of(commas, semicolons), true);
                commas += value == ',' ? 1 : 0;
                semicolons += value == ';' ? 1 : 0;
            }
        }
        return (Of(commas, semicolons), false);
    }

    private static char? Of(int commas, int semicolons) => (commas, semicolons) switch
    {
        (0, 0) => null,
        _ => commas > semicolons ? ',' : ';',
    };
}
