using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Grpc.AspNetCore.Server.Calls;

internal sealed partial class HttpServerCallContext
{
    private const int InternalErrorReset = 0x2;
    private const int CancelReset = 0x8;

    // A message with BufferHint waits for others, but not for ever.
    private const int MaxUnflushed = 32 * 1024;

    private readonly Lock _gate = new();
    private readonly MessageWriter _writer;
    private MessageReader? _reader;
    private bool _isWriting;
    private bool _hasWritten;
    private bool _isEnded;

    private MessageReader Reader => _reader ??= CreateReader();

    public void AllowSlowRequest()
    {
        if (HttpContext.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
    }

    public async ValueTask<T> ReadSingleAsync<T>(Marshaller<T> marshaller) where T : class =>
        await Reader.ReadSingleAsync(marshaller.ContextualDeserializer, CancellationToken)
        ?? throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));

    public ValueTask<T?> ReadAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken) where T : class
    {
        cancellationToken.ThrowIfCancellationRequested();
        return cancellationToken.CanBeCanceled && cancellationToken != CancellationToken
            ? ReadWithOwnTokenAsync(marshaller, cancellationToken)
            : Reader.ReadAsync(marshaller.ContextualDeserializer, CancellationToken);
    }

    public async Task WriteAsync<T>(Marshaller<T> marshaller, T message, WriteOptions? options, bool flush, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        BeginWrite();
        try
        {
            var flags = options?.Flags ?? default;
            var output = HttpContext.Response.BodyWriter;
            _writer.Write(output, message, marshaller.ContextualSerializer, compress: !flags.HasFlag(WriteFlags.NoCompress));
            if (!flush || (flags.HasFlag(WriteFlags.BufferHint) && output.UnflushedBytes < MaxUnflushed))
                return;

            await output.FlushAsync(cancellationToken);
            HttpContext.RequestAborted.ThrowIfCancellationRequested();
        }
        finally
        {
            EndWrite();
        }
    }

    /// <summary>Sends status and trailers. The first end counts: a deadline may end the call under its handler.</summary>
    public async Task EndAsync(Status status)
    {
        bool isTorn;
        lock (_gate)
        {
            if (_isEnded)
                return;

            _isEnded = true;
            isTorn = _isWriting || _writer.IsTorn;
        }

        // Half a message cannot be followed by trailers.
        if (isTorn)
        {
            HttpContext.Features.Get<IHttpResetFeature>()?.Reset(IsExpired ? CancelReset : InternalErrorReset);
            return;
        }

        if (HttpContext.RequestAborted.IsCancellationRequested)
            return;

        var response = HttpContext.Response;
        var isTrailersOnly = !response.HasStarted && !_hasWritten;
        var destination = isTrailersOnly
            ? response.Headers
            : HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;
        TrailersOnly.Write(destination, status, _responseTrailers ?? Metadata.Empty);
        await response.CompleteAsync();
    }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        var response = HttpContext.Response;
        if (response.HasStarted || _hasWritten)
            throw new InvalidOperationException("Response headers can only be sent once per call.");

        foreach (var entry in responseHeaders)
        {
            if (!WireNames.IsReserved(entry.Key))
                response.Headers.Append(entry.Key, MetadataHeaders.ToHeader(entry));
        }

        return response.BodyWriter.FlushAsync().AsTask();
    }

    private async ValueTask<T?> ReadWithOwnTokenAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken) where T : class
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, CancellationToken);
        return await Reader.ReadAsync(marshaller.ContextualDeserializer, both.Token);
    }

    private void BeginWrite()
    {
        lock (_gate)
        {
            if (_isEnded)
                throw new InvalidOperationException("Can't write the message because the request is complete.");
            if (_isWriting)
                throw new InvalidOperationException("Can't write the message because the previous write is in progress.");

            _isWriting = true;
            _hasWritten = true;
        }
    }

    private void EndWrite()
    {
        lock (_gate)
            _isWriting = false;
    }

    private MessageReader CreateReader()
    {
        var encoding = HttpContext.Request.Headers[WireNames.Encoding].ToString();
        ICompressionProvider? compression = null;
        if (encoding is not "" and not WireNames.Identity && !_settings.Compression.TryGetValue(encoding, out compression))
        {
            HttpContext.Response.Headers[WireNames.AcceptEncoding] = _settings.AcceptEncoding;
            throw new RpcException(new Status(
                StatusCode.Unimplemented,
                $"Unsupported grpc-encoding value '{encoding}'. Supported encodings: {_settings.AcceptEncoding}"));
        }

        return new MessageReader(HttpContext.Request.BodyReader, _settings.MaxReceiveMessageSize, compression);
    }

    private MessageWriter CreateWriter()
    {
        ICompressionProvider? compression = null;
        if (_settings.ResponseEncoding is { } encoding && Accepts(encoding))
        {
            compression = _settings.Compression[encoding];
            HttpContext.Response.Headers[WireNames.Encoding] = encoding;
        }

        return new MessageWriter(_settings.MaxSendMessageSize, compression, _settings.ResponseLevel);
    }

    private bool Accepts(string encoding) =>
        HttpContext.Request.Headers[WireNames.AcceptEncoding].ToString()
            .Split(',', StringSplitOptions.TrimEntries)
            .Contains(encoding, StringComparer.Ordinal);
}
