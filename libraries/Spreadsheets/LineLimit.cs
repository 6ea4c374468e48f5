using System.Buffers;

namespace Workforce.Spreadsheets;

/// <summary>
/// A text file whose lines are cut to a length: what is beyond it is passed over up to the line's end, so that one endless line costs
/// neither memory nor the lines after it.
/// </summary>
/// <param name="file">In UTF-8, read forward once.</param>
/// <param name="longest">Bytes that are left of a line.</param>
internal sealed class LineLimit(Stream file, int longest) : Stream
{
    private static readonly SearchValues<byte> LineEnds = SearchValues.Create("\r\n"u8);

    private int _lengthOfLine;

    /// <summary>Whether what was read last ends within a line.</summary>
    public bool IsWithinLine => _lengthOfLine > 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var read = await file.ReadAsync(buffer, cancellationToken);
            var kept = read == 0 ? 0 : Cut(buffer.Span[..read]);
            if (kept > 0 || read == 0)
                return kept;
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <returns>How many of the bytes are left, at the beginning.</returns>
    private int Cut(Span<byte> bytes)
    {
        var (from, to) = (0, 0);
        while (from < bytes.Length)
        {
            var end = bytes[from..].IndexOfAny(LineEnds);
            var length = end < 0 ? bytes.Length - from : end;
            var kept = Math.Min(length, longest - _lengthOfLine);
            var withEnd = end < 0 ? 0 : 1;
            if (to != from)
                bytes.Slice(from, kept).CopyTo(bytes[to..]);
            if (withEnd > 0)
                bytes[to + kept] = bytes[from + length];
            _lengthOfLine = withEnd > 0 ? 0 : _lengthOfLine + kept;
            from += length + withEnd;
            to += kept + withEnd;
        }
        return to;
    }
}
