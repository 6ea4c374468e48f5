using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Workforce.Bench.Reads;

/// <summary>
/// One HTTP/2 connection that keeps many gRPC calls under way and does as little as can be for each, so that the server is what
/// is measured: calls are written as they lie ready, and of an answer only the frames' kinds are looked at.
/// </summary>
internal sealed class CallConnection : IDisposable
{
    private const int FrameHeader = 9;
    private const byte Acknowledge = 0x1;
    private const byte EndStream = 0x1;

    private readonly Socket _socket;
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly Dictionary<int, Call> _underWay = [];
    private readonly byte[] _input = new byte[256 * 1024];
    private int _filled;
    private int _lastStream = -1;

    private CallConnection(Socket socket) => _socket = socket;

    public static async Task<CallConnection> OpenAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port);
        var connection = new CallConnection(socket);
        connection.Greet();
        return connection;
    }

    /// <summary>Calls for a time, with so many calls under way.</summary>
    /// <returns>Microseconds of each call that was answered within the time.</returns>
    /// <exception cref="InvalidOperationException">A call failed.</exception>
    public async Task<List<int>> CallAsync(CallFrames frames, int underWay, TimeSpan time, Random random)
    {
        var took = new List<int>();
        var end = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var open = underWay;
        while (true)
        {
            for (; open > 0; open--)
                Begin(frames, random);
            await SendAsync();
            _filled += await _socket.ReceiveAsync(_input.AsMemory(_filled)) is var read and > 0
                ? read
                : throw new InvalidOperationException("The server closed the connection");
            var now = Stopwatch.GetTimestamp();
            var ended = ReadFrames(now, now < end ? took : null);
            if (now < end)
                open = ended;
            else if (_underWay.Count == 0)
                return took;
        }
    }

    public void Dispose() => _socket.Dispose();

    // The connection's window is opened once for good: answers of a run are far less than 2 GB. What we send is so little that
    // the server, which gives back what it has read, never lets its own run low.
    private void Greet()
    {
        _output.Write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);
        Write(FrameKind.Settings, 0, []);
        Span<byte> all = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(all, int.MaxValue - 65_535);
        Write(FrameKind.WindowUpdate, 0, all);
    }

    private void Begin(CallFrames frames, Random random)
    {
        _lastStream += 2;
        _underWay.Add(_lastStream, new Call(Stopwatch.GetTimestamp()));
        frames.Write(_output, _lastStream, random);
    }

    private async ValueTask SendAsync()
    {
        for (var rest = _output.WrittenMemory; rest.Length > 0;)
            rest = rest[await _socket.SendAsync(rest)..];
        _output.ResetWrittenCount();
    }

    /// <returns>How many calls ended.</returns>
    private int ReadFrames(long now, List<int>? took)
    {
        var ended = 0;
        var input = _input.AsSpan(0, _filled);
        while (input.Length >= FrameHeader && BinaryPrimitives.ReadInt32BigEndian(input) >> 8 is var length && input.Length >= FrameHeader + length)
        {
            var stream = BinaryPrimitives.ReadInt32BigEndian(input[5..]);
            ended += Take((FrameKind)input[3], input[4], stream, input.Slice(FrameHeader, length), now, took) ? 1 : 0;
            input = input[(FrameHeader + length)..];
        }
        input.CopyTo(_input);
        _filled = input.Length;
        return ended;
    }

    private bool Take(FrameKind kind, byte flags, int stream, ReadOnlySpan<byte> content, long now, List<int>? took)
    {
        switch (kind)
        {
            case FrameKind.Data:
                CollectionsMarshal.GetValueRefOrNullRef(_underWay, stream).Answered |= content.Length > 0;
                return false;
            case FrameKind.Headers when (flags & EndStream) != 0:
                End(stream, now, took);
                return true;
            case FrameKind.Settings or FrameKind.Ping when (flags & Acknowledge) == 0:
                Write(kind, Acknowledge, kind is FrameKind.Ping ? content : []);
                return false;
            case FrameKind.ResetStream or FrameKind.GoAway:
                throw new InvalidOperationException($"The server ended a call by {kind}");
            default:
                return false;
        }
    }

    private void End(int stream, long now, List<int>? took)
    {
        if (!_underWay.Remove(stream, out var call) || !call.Answered)
            throw new InvalidOperationException("A call failed: its end came without an answer");
        took?.Add((int)Stopwatch.GetElapsedTime(call.Begun, now).TotalMicroseconds);
    }

    private void Write(FrameKind kind, byte flags, ReadOnlySpan<byte> content)
    {
        var frame = _output.GetSpan(FrameHeader + content.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length << 8);
        (frame[3], frame[4]) = ((byte)kind, flags);
        BinaryPrimitives.WriteInt32BigEndian(frame[5..], 0);
        content.CopyTo(frame[FrameHeader..]);
        _output.Advance(FrameHeader + content.Length);
    }

    private record struct Call(long Begun)
    {
        public bool Answered { get; set; }
    }
}
