using System.Net;
using System.Net.Http.Headers;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>One framed message as the body of a request; it can be sent again.</summary>
internal sealed class MessageContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _message;

    public MessageContent(ReadOnlyMemory<byte> message)
    {
        _message = message;
        Headers.ContentType = GrpcContentType.Value;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_message, cancellationToken).AsTask();

    // Without a length, which gRPC's own clients do not send either.
    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

/// <summary>A body that stays open: it hands its stream over and waits until that is complete.</summary>
internal sealed class OpenContent : HttpContent
{
    private readonly Func<Stream, CancellationToken, Task> _whileOpen;

    public OpenContent(Func<Stream, CancellationToken, Task> whileOpen)
    {
        _whileOpen = whileOpen;
        Headers.ContentType = GrpcContentType.Value;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => _whileOpen(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _whileOpen(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}

internal static class GrpcContentType
{
    public static MediaTypeHeaderValue Value { get; } = new(WireNames.ContentType);
}
