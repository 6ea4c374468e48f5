namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// An XML file whose tags have a length: an XML reader keeps an attribute whole, and one may be a gigabyte of which the archive has a
/// thousandth. A text has none, for it is read in pieces; but a CDATA section, which no reader divides, may be as long as a row.
/// </summary>
/// <param name="part">In UTF-8, read forward once.</param>
internal sealed class TagLimit(Stream part) : Stream
{
    // Of a tag with its attributes, a comment, an instruction, or the name of an entity: no program writes any that is nearly as long.
    private const int Longest = 1024 * 1024;

    private Place _place;
    private byte _quote;
    private int _length;
    private int _marks;

    private enum Place
    {
        Text,
        Entity,
        TagBegun,
        DeclarationBegun,
        CommentBegun,
        Tag,
        Attribute,
        Comment,
        CData,
        Instruction,
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        var read = part.Read(buffer);
        for (var bytes = (ReadOnlySpan<byte>)buffer[..read]; !bytes.IsEmpty;)
        {
            var passed = Pass(bytes);
            _length = _place is Place.Text ? 0 : _length + passed;
            if (_length > (_place is Place.CData ? TableLimits.LongestRow : Longest))
                throw BrokenFile.Refusal();
            bytes = bytes[passed..];
        }
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            part.Dispose();
        base.Dispose(disposing);
    }

    /// <returns>Bytes up to the next place; all when they are of this one.</returns>
    private int Pass(ReadOnlySpan<byte> bytes) => _place switch
    {
        Place.Text => PassText(bytes),
        Place.Entity => PassTo(bytes.IndexOf((byte)';'), bytes.Length, Place.Text),
        Place.TagBegun => bytes[0] switch
        {
            (byte)'!' => Begin(Place.DeclarationBegun),
            (byte)'?' => Begin(Place.Instruction),
            _ => Begin(Place.Tag, passed: 0),
        },
        Place.DeclarationBegun => bytes[0] switch
        {
            (byte)'-' => Begin(Place.CommentBegun),
            (byte)'[' => Begin(Place.CData),
            _ => Begin(Place.Tag, passed: 0),
        },
        Place.CommentBegun => Begin(Place.Comment),
        Place.Tag => PassTag(bytes),
        Place.Attribute => PassTo(bytes.IndexOf(_quote), bytes.Length, Place.Tag),
        Place.Comment => PassMarked(bytes, (byte)'-', marks: 2),
        Place.CData => PassMarked(bytes, (byte)']', marks: 2),
        _ => PassMarked(bytes, (byte)'?', marks: 1),
    };

    private int PassText(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'<', (byte)'&');
        if (end < 0)
            return bytes.Length;
        _place = bytes[end] == '<' ? Place.TagBegun : Place.Entity;
        return end + 1;
    }

    /// <param name="passed">0 when the byte that tells is looked at again, for it may end the tag.</param>
    private int Begin(Place place, int passed = 1)
    {
        (_place, _marks) = (place, 0);
        return passed;
    }

    private int PassTag(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
        if (end < 0)
            return bytes.Length;
        (_place, _quote) = (bytes[end] == '>' ? Place.Text : Place.Attribute, bytes[end]);
        return end + 1;
    }

    private int PassTo(int end, int length, Place next)
    {
        if (end < 0)
            return length;
        _place = next;
        return end + 1;
    }

    // What ends it is some marks and a >, which two reads may divide.
    private int PassMarked(ReadOnlySpan<byte> bytes, byte mark, int marks)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] == '>' && _marks >= marks)
            {
                _place = Place.Text;
                return at + 1;
            }
            _marks = bytes[at] == mark ? _marks + 1 : 0;
        }
        return bytes.Length;
    }
}
