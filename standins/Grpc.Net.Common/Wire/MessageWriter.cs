using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Wire;

/// <summary>
/// Frames messages: one byte that says whether it is compressed, four bytes of length, the bytes.
/// A message of known length that is not compressed goes straight into the destination. One message at a time.
/// </summary>
internal sealed class MessageWriter(int? maxMessageSize, ICompressionProvider? compression, CompressionLevel? level)
    : SerializationContext, IBufferWriter<byte>
{
    public const int HeaderSize = 5;

    private IBufferWriter<byte>? _destination;
    private ArrayBufferWriter<byte>? _buffer;
    private bool _compress;
    private int? _declared;
    private long _written;
    private bool _isStarted;
    private bool _isComplete;

    /// <summary>The destination holds a part of a message, so that nothing sensible can follow it.</summary>
    public bool IsTorn => _isStarted && !_isComplete;

    /// <exception cref="RpcException">The message is larger than allowed.</exception>
    public void Write<T>(IBufferWriter<byte> destination, T message, Action<T, SerializationContext> serializer, bool compress)
    {
        _destination = destination;
        _compress = compress && compression is not null;
        _declared = null;
        _written = 0;
        _isStarted = false;
        _isComplete = false;
        _buffer?.ResetWrittenCount();

        serializer(message, this);
        if (!_isComplete)
            throw new InvalidOperationException("The serializer did not complete its message.");
    }

    public override void SetPayloadLength(int payloadLength)
    {
        ThrowIfTooLarge(payloadLength);
        _declared = payloadLength;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_compress || _declared is not { } length)
            return _buffer ??= new ArrayBufferWriter<byte>();

        if (!_isStarted)
            WriteHeader(isCompressed: false, length);

        return this;
    }

    public override void Complete()
    {
        if (!_isStarted)
        {
            Complete(_buffer is null ? default : _buffer.WrittenSpan);
            return;
        }

        if (_written != _declared)
            throw new InvalidOperationException($"The serializer declared {_declared} bytes and wrote {_written}.");

        _isComplete = true;
    }

    public override void Complete(byte[] payload) => Complete(payload.AsSpan());

    void IBufferWriter<byte>.Advance(int count)
    {
        _written += count;
        _destination!.Advance(count);
    }

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint) => _destination!.GetMemory(sizeHint);

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => _destination!.GetSpan(sizeHint);

    private void Complete(ReadOnlySpan<byte> payload)
    {
        ThrowIfTooLarge(payload.Length);
        if (_compress)
            payload = Compressed(payload);

        WriteHeader(_compress, payload.Length);
        _destination!.Write(payload);
        _isComplete = true;
    }

    private void WriteHeader(bool isCompressed, int length)
    {
        var header = _destination!.GetSpan(HeaderSize);
        header[0] = isCompressed ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt32BigEndian(header[1..], (uint)length);
        _destination.Advance(HeaderSize);
        _isStarted = true;
    }

    private ReadOnlySpan<byte> Compressed(ReadOnlySpan<byte> payload)
    {
        var output = new MemoryStream();
        using (var stream = compression!.CreateCompressionStream(output, level))
            stream.Write(payload);

        return output.GetBuffer().AsSpan(0, (int)output.Length);
    }

    private void ThrowIfTooLarge(int length)
    {
        if (length > maxMessageSize)
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size."));
    }
}
