using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// The texts that cells refer to by number, of which a register has several a row. They are kept as bytes in a few large blocks, which takes
/// a third of what as many strings would.
/// </summary>
internal sealed class SharedTexts
{
    private const int Block = 1024 * 1024;
    private const int LengthPrefix = sizeof(int);

    // Of a text, besides its bytes: its length, and where it stands.
    private const int Overhead = 2 * sizeof(int);

    // The start of a text that is longer than a row may be, and not kept.
    private const int NotKept = -1;

    private readonly List<byte[]> _blocks = [];
    private readonly List<int> _starts = [];
    private int _end = Block;

    public static readonly SharedTexts None = new();

    public int Count => _starts.Count;

    /// <param name="part">Closed when it is read.</param>
    /// <param name="mostBytes">Of all texts together.</param>
    /// <exception cref="UnreadableFileException">They are more.</exception>
    public static SharedTexts Read(Stream part, int mostBytes, CancellationToken cancellation)
    {
        var texts = new SharedTexts();
        var text = new TextBuffer();
        var length = 0L;
        using var markup = Markup.Of(part);
        while (markup.Read())
        {
            if (!markup.IsStartOf("si"))
                continue;
            text.Clear();
            markup.ReadRichText(text);
            length += (text.IsWhole ? texts.Add(text.Letters) : texts.AddNotKept()) + Overhead;
            if (length > mostBytes)
                throw new UnreadableFileException(string.Create(
                    CultureInfo.InvariantCulture, $"the workbook's texts are more than {mostBytes:N0} bytes; divide it, or save the sheet as CSV UTF-8"));
            cancellation.ThrowIfCancellationRequested();
        }
        return texts;
    }

    /// <param name="index">Less than the count.</param>
    /// <returns>Null when it is longer than a row may be.</returns>
    public string? this[int index]
    {
        get
        {
            if (_starts[index] == NotKept)
                return null;
            var text = TextAt(_starts[index], out var length);
            return TextBuffer.Unescaped(Encoding.UTF8.GetString(text.Slice(LengthPrefix, length)));
        }
    }

    /// <param name="index">Less than the count.</param>
    /// <param name="bytes">Of a text that is kept.</param>
    public bool IsLongerThan(int index, int bytes)
    {
        if (_starts[index] == NotKept)
            return true;
        TextAt(_starts[index], out var length);
        return length > bytes;
    }

    private ReadOnlySpan<byte> TextAt(int start, out int length)
    {
        var text = _blocks[start / Block].AsSpan(start % Block);
        length = BinaryPrimitives.ReadInt32LittleEndian(text);
        return text;
    }

    /// <returns>Its bytes.</returns>
    private int Add(ReadOnlySpan<char> text)
    {
        var most = LengthPrefix + Encoding.UTF8.GetMaxByteCount(text.Length);
        if (Block - _end < most)
        {
            // A block that is nearly full may have room for the text nevertheless, which only its exact length tells.
            most = LengthPrefix + Encoding.UTF8.GetByteCount(text);
            if (Block - _end < most)
            {
                // A text that is longer than a block has one of its own, in which no other begins.
                _blocks.Add(new byte[Math.Max(Block, most)]);
                _end = 0;
            }
        }
        var block = _blocks[^1];
        var length = Encoding.UTF8.GetBytes(text, block.AsSpan(_end + LengthPrefix));
        BinaryPrimitives.WriteInt32LittleEndian(block.AsSpan(_end), length);
        _starts.Add((_blocks.Count - 1) * Block + _end);
        _end += LengthPrefix + length;
        return length;
    }

    private int AddNotKept()
    {
        _starts.Add(NotKept);
        return 0;
    }
}
