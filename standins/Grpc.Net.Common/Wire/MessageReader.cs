using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Net.Wire;

/// <summary>Reads framed messages. Every fault of the bytes is an <see cref="RpcException"/> with the status that says so.</summary>
internal sealed class MessageReader(PipeReader pipe, int? maxMessageSize, ICompressionProvider? compression) : DeserializationContext
{
    private ReadOnlySequence<byte> _payload;

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>The next message, or null when the stream has ended.</summary>
    public async ValueTask<T?> ReadAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            if (TryTake(buffer, out var isCompressed, out var payload))
            {
                var message = Deserialize(payload, isCompressed, deserializer);
                pipe.AdvanceTo(payload.End);
                return message;
            }

            pipe.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCanceled)
                throw new OperationCanceledException();
            if (result.IsCompleted)
                return buffer.IsEmpty ? null : throw Fault("Incomplete message.");
        }
    }

    /// <summary>The one message of a stream that must hold one.</summary>
    public async ValueTask<T?> ReadSingleAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        var message = await ReadAsync(deserializer, cancellationToken);
        if (message is not null)
            await ExpectEndAsync(cancellationToken);

        return message;
    }

    private async ValueTask ExpectEndAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await pipe.ReadAsync(cancellationToken);
            var isEmpty = result.Buffer.IsEmpty;
            pipe.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (!isEmpty)
                throw Fault("Additional data after the message received.");
            if (result.IsCompleted)
                return;
        }
    }

    private bool TryTake(in ReadOnlySequence<byte> buffer, out bool isCompressed, out ReadOnlySequence<byte> payload)
    {
        isCompressed = false;
        payload = default;
        if (buffer.Length < MessageWriter.HeaderSize)
            return false;

        Span<byte> header = stackalloc byte[MessageWriter.HeaderSize];
        buffer.Slice(0, MessageWriter.HeaderSize).CopyTo(header);
        if (header[0] > 1)
            throw Fault($"Unexpected compressed flag value {header[0]} in message header.");

        var length = BinaryPrimitives.ReadUInt32BigEndian(header[1..]);
        if (length > (uint)(maxMessageSize ?? Array.MaxLength))
            throw TooLarge();

        if (buffer.Length < MessageWriter.HeaderSize + length)
            return false;

        isCompressed = header[0] == 1;
        payload = buffer.Slice(MessageWriter.HeaderSize, length);
        return true;
    }

    private T Deserialize<T>(in ReadOnlySequence<byte> payload, bool isCompressed, Func<DeserializationContext, T> deserializer)
    {
        try
        {
            _payload = isCompressed ? Decompressed(payload) : payload;
            return deserializer(this);
        }
        finally
        {
            _payload = default;
        }
    }

    private ReadOnlySequence<byte> Decompressed(in ReadOnlySequence<byte> payload)
    {
        if (compression is null)
            throw Fault("A compressed message came without grpc-encoding.");

        using var input = new MemoryStream(payload.ToArray());
        using var stream = compression.CreateDecompressionStream(input);
        var output = new ArrayBufferWriter<byte>();
        try
        {
            int read;
            while ((read = stream.Read(output.GetSpan())) > 0)
            {
                output.Advance(read);
                // Checked while it grows: a small message must not fill the memory.
                if (output.WrittenCount > maxMessageSize)
                    throw TooLarge();
            }
        }
        catch (InvalidDataException)
        {
            throw Fault($"The message is not valid {compression.EncodingName}.");
        }

        return new ReadOnlySequence<byte>(output.WrittenMemory);
    }

    private static RpcException Fault(string detail) => new(new Status(StatusCode.Internal, detail));

    private static RpcException TooLarge() =>
        new(new Status(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size."));
}
