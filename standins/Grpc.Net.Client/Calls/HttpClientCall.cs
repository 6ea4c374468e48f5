using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>A call as HTTP/2 requests and a response.</summary>
internal sealed class HttpClientCall<TRequest, TResponse> : ClientCall
    where TRequest : class
    where TResponse : class
{
    private static readonly Version Http2 = new(2, 0);

    private readonly Method<TRequest, TResponse> _method;
    private readonly MethodOnChannel _onChannel;
    private readonly ICompressionProvider? _compression;
    private MessageReader? _reader;
    private CallOutcome? _trailersOnly;

    public HttpClientCall(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
        : base(channel, method, host, options)
    {
        _method = method;
        _onChannel = channel.Find(method);
        _compression = RequestCompression();
    }

    public MessageWriter NewMessageWriter() => new(Channel.MaxSendMessageSize, _compression, level: null);

    public void Write(MessageWriter writer, IBufferWriter<byte> output, TRequest message, WriteOptions? options)
    {
        var flags = options?.Flags ?? default;
        writer.Write(output, message, _method.RequestMarshaller.ContextualSerializer, compress: !flags.HasFlag(WriteFlags.NoCompress));
    }

    /// <summary>Sends one message, again where the retry policy says so. False: the call has ended without a response.</summary>
    public async Task<bool> SendAsync(TRequest message)
    {
        try
        {
            Start();
            var bytes = new ArrayBufferWriter<byte>();
            Write(NewMessageWriter(), bytes, message, Options.WriteOptions);
            for (var attempt = 1; ; attempt++)
            {
                var failure = await AttemptAsync(new MessageContent(bytes.WrittenMemory), attempt);
                if (failure is null)
                    return true;

                if (_onChannel.Retries?.WaitAfter(attempt, failure.Status, failure.Trailers) is not { } wait)
                    return Give(failure);

                Response?.Dispose();
                await Task.Delay(wait, Ended);
            }
        }
#pragma warning disable CA1031 // Whatever goes wrong ends the call; its caller learns it as the call's failure.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
            return false;
        }
    }

    /// <summary>Opens a stream of requests. False: the call has ended without a response.</summary>
    public async Task<bool> SendAsync(RequestWriter<TRequest, TResponse> requests)
    {
        try
        {
            Start();
            var failure = await AttemptAsync(requests.Content, attempt: 1);
            return failure is null || Give(failure);
        }
#pragma warning disable CA1031 // As above.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Fail(exception);
            return false;
        }
    }

    /// <summary>The one response of a call.</summary>
    public async Task<TResponse> GetResponseAsync(Task<bool> sending)
    {
        if (!await sending)
            throw Failure();

        TResponse? message;
        try
        {
            message = await _reader!.ReadSingleAsync(_method.ResponseMarshaller.ContextualDeserializer, Ended);
        }
        catch (Exception exception)
        {
            throw Fail(exception);
        }

        var outcome = EndOfResponse();
        if (outcome.Status.StatusCode == StatusCode.OK && message is null)
            outcome = new CallOutcome(new Status(StatusCode.Internal, "Failed to deserialize response message."), outcome.Trailers);

        End(outcome);
        return GetStatus().StatusCode == StatusCode.OK ? message! : throw Failure();
    }

    /// <summary>The next response of a stream, or null when it has ended well.</summary>
    public async ValueTask<TResponse?> ReadAsync()
    {
        TResponse? message;
        try
        {
            message = await _reader!.ReadAsync(_method.ResponseMarshaller.ContextualDeserializer, Ended);
        }
        catch (Exception exception)
        {
            throw Fail(exception);
        }

        if (message is not null)
            return message;

        End(EndOfResponse());
        return GetStatus().StatusCode == StatusCode.OK ? null : throw Failure();
    }

    private CallOutcome EndOfResponse() => _trailersOnly ?? CallOutcome.FromTrailers(Response!);

    private bool Give(CallOutcome failure)
    {
        if (Response is not null)
            SetResponseHeaders(CallOutcome.MetadataOf(Response.Headers));

        End(failure);
        return false;
    }

    /// <summary>One request. Null: a response has begun; otherwise how the attempt failed.</summary>
    private async Task<CallOutcome?> AttemptAsync(HttpContent content, int attempt)
    {
        try
        {
            using var request = await CreateRequestAsync(content, attempt);
            Response = await Channel.SendAsync(request, Ended);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return CallOutcome.FromException(exception);
        }

        var head = CallOutcome.FromHead(Response);
        if (head is not null && head.Status.StatusCode != StatusCode.OK)
            return head;

        _trailersOnly = head;
        _reader = new MessageReader(
            PipeReader.Create(await Response.Content.ReadAsStreamAsync(Ended)), Channel.MaxReceiveMessageSize, ResponseCompression(Response));
        SetResponseHeaders(CallOutcome.MetadataOf(Response.Headers));
        return null;
    }

    private async ValueTask<HttpRequestMessage> CreateRequestAsync(HttpContent content, int attempt)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _onChannel.Uri)
        {
            Version = Http2,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrHigher,
            Content = content,
        };
        request.Headers.Host = Host;
        Add(request, "te", "trailers");
        Add(request, WireNames.AcceptEncoding, Channel.AcceptEncoding);
        if (_compression is not null)
            Add(request, WireNames.Encoding, _compression.EncodingName);
        if (TimeLeft is { } timeLeft)
            Add(request, WireNames.Timeout, TimeoutHeader.Encode(timeLeft));
        if (attempt > 1)
            Add(request, WireNames.PreviousAttempts, (attempt - 1).ToString(CultureInfo.InvariantCulture));

        AddMetadata(request, Options.Headers ?? Metadata.Empty);
        await AddCredentialsAsync(request);
        if (!request.Headers.NonValidated.Contains("user-agent"))
            Add(request, "user-agent", "grpc-dotnet-standin");

        return request;
    }

    private async ValueTask AddCredentialsAsync(HttpRequestMessage request)
    {
        if (!Channel.SendsCallCredentials || (Channel.CallCredentials ?? Options.Credentials) is null)
            return;

        var metadata = new Metadata();
        var context = new AuthInterceptorContext(new Uri(Channel.Address, _method.ServiceName).ToString(), _method.Name, Ended);
        foreach (var credentials in new[] { Channel.CallCredentials, Options.Credentials })
        {
            if (credentials is not null)
                await credentials.AddToAsync(metadata, context);
        }

        AddMetadata(request, metadata);
    }

    private static void AddMetadata(HttpRequestMessage request, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (!WireNames.IsReserved(entry.Key) && entry.Key != WireNames.RequestEncoding)
                Add(request, entry.Key, MetadataHeaders.ToHeader(entry));
        }
    }

    private static void Add(HttpRequestMessage request, string name, string value) => request.Headers.TryAddWithoutValidation(name, value);

    private ICompressionProvider? RequestCompression()
    {
        if (Options.Headers?.GetValue(WireNames.RequestEncoding) is not { } encoding || encoding == WireNames.Identity)
            return null;

        return Channel.Compression.GetValueOrDefault(encoding)
            ?? throw new InvalidOperationException($"No compression provider is named '{encoding}', the compression asked for requests.");
    }

    private ICompressionProvider? ResponseCompression(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(WireNames.Encoding, out var encoding)
            ? Channel.Compression.GetValueOrDefault(encoding.ToString())
            : null;
}
