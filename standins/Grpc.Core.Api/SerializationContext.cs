using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a serializer puts one message: either all of it at once, or length, bytes and completion.</summary>
public abstract class SerializationContext
{
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Said before the first byte, it spares the message a second buffer.</summary>
    public virtual void SetPayloadLength(int payloadLength) => throw new NotImplementedException();

    public virtual void Complete() => throw new NotImplementedException();
}
