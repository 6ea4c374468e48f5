namespace Workforce.Spreadsheets.Xlsx;

/// <summary>
/// An XML file whose tags, and texts between two of them, have a length: an XML reader keeps an attribute whole, and one may be a gigabyte
/// of which the archive has a thousandth.
/// </summary>
/// <param name="part">In UTF-8, read forward once.</param>
internal sealed class TagLimit(Stream part) : Stream
{
    // A cell's text of 32,767 letters as entities of ten bytes each, three times over.
    private const int Longest = 1024 * 1024;

    private int _sinceTag;

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
            var tag = bytes.IndexOf((byte)'<');
            _sinceTag += tag < 0 ? bytes.Length : tag;
            if (_sinceTag > Longest)
                throw BrokenFile.Refusal();
            if (tag < 0)
                break;
            _sinceTag = 0;
            bytes = bytes[(tag + 1)..];
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
}
