using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;

namespace Workforce.Bench.Reads;

/// <summary>
/// A unary gRPC call as HTTP/2 frames made beforehand, as .NET's own client makes them: headers as literals that are not
/// indexed, then the message. Only the stream's number is written for each call.
/// </summary>
internal sealed class CallFrames
{
    private const int FrameHeader = 9;
    private const byte EndStream = 0x1;
    private const byte EndHeaders = 0x4;

    private readonly byte[] _headers;
    private readonly byte[][] _messages;

    /// <param name="address">Of the service.</param>
    /// <param name="path">Of the method, for example <c>/workforce.registry.v1.WorkerService/FindWorker</c>.</param>
    /// <param name="token">Of who calls.</param>
    /// <param name="requests">What is asked, each as likely as the others.</param>
    public CallFrames(Uri address, string path, string token, IEnumerable<IMessage> requests)
    {
        _headers = Frame(FrameKind.Headers, EndHeaders, Block(address, path, token));
        _messages = [.. requests.Select(request => Frame(FrameKind.Data, EndStream, Message(request)))];
    }

    /// <summary>Appends one call.</summary>
    public void Write(ArrayBufferWriter<byte> to, int stream, Random random)
    {
        Append(to, _headers, stream);
        Append(to, _messages[random.Next(_messages.Length)], stream);
    }

    private static void Append(ArrayBufferWriter<byte> to, byte[] frame, int stream)
    {
        var place = to.GetSpan(frame.Length);
        frame.CopyTo(place);
        BinaryPrimitives.WriteInt32BigEndian(place[5..], stream);
        to.Advance(frame.Length);
    }

    private static byte[] Frame(FrameKind kind, byte flags, ReadOnlySpan<byte> content)
    {
        var frame = new byte[FrameHeader + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length << 8);
        (frame[3], frame[4]) = ((byte)kind, flags);
        content.CopyTo(frame.AsSpan(FrameHeader));
        return frame;
    }

    // RFC 7541, appendix A: 3 is ":method: POST", 6 ":scheme: http", 4 ":path", 1 ":authority", 23 "authorization",
    // 31 "content-type".
    private static byte[] Block(Uri address, string path, string token) =>
    [
        0x83, 0x86, 0x04, .. Text(path), 0x01, .. Text(address.Authority), 0x0F, 0x10, .. Text("application/grpc"),
        0x0F, 0x08, .. Text($"Bearer {token}"), 0x00, .. Text("te"), .. Text("trailers"),
    ];

    private static byte[] Text(string text) => [.. Length(text.Length), .. Encoding.ASCII.GetBytes(text)];

    // RFC 7541, section 5.1, with a prefix of 7 bits.
    private static byte[] Length(int length)
    {
        if (length < 127)
            return [(byte)length];
        List<byte> bytes = [127];
        for (length -= 127; length >= 128; length >>= 7)
            bytes.Add((byte)(length | 128));
        return [.. bytes, (byte)length];
    }

    private static byte[] Message(IMessage request)
    {
        var bytes = request.ToByteArray();
        var message = new byte[5 + bytes.Length];
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(1), bytes.Length);
        bytes.CopyTo(message, 5);
        return message;
    }
}

/// <summary>RFC 9113, section 6.</summary>
internal enum FrameKind : byte
{
    Data = 0,
    Headers = 1,
    ResetStream = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
}
