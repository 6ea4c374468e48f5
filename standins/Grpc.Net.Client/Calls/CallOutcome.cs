using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Wire;

namespace Grpc.Net.Client.Calls;

/// <summary>How a call ended, and where that is read from.</summary>
internal sealed record CallOutcome(Status Status, Metadata Trailers)
{
    public CallOutcome(StatusCode code, string detail, Exception? exception = null) : this(new Status(code, detail, exception), [])
    {
    }

    /// <summary>What headers alone decide: a status without a body, or a response that is not gRPC. Null: messages follow.</summary>
    public static CallOutcome? FromHead(HttpResponseMessage response)
    {
        if (FromHeaders(response.Headers) is { } trailersOnly)
            return trailersOnly;

        if (response.StatusCode != HttpStatusCode.OK)
            return new CallOutcome(CodeOf(response.StatusCode), $"Bad gRPC response. HTTP status code: {(int)response.StatusCode}");

        var contentType = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null;
        return WireNames.IsGrpc(contentType)
            ? null
            : new CallOutcome(StatusCode.Cancelled, $"Bad gRPC response. Invalid content-type value: {contentType ?? "(none)"}");
    }

    public static CallOutcome FromTrailers(HttpResponseMessage response) =>
        FromHeaders(response.TrailingHeaders) ?? new CallOutcome(StatusCode.Cancelled, "No grpc-status found on response.");

    public static CallOutcome FromException(Exception exception) => exception switch
    {
        RpcException rpc => new CallOutcome(rpc.Status, rpc.Trailers),
        OperationCanceledException => new CallOutcome(StatusCode.Cancelled, "The request was cancelled.", exception),
        _ => new CallOutcome(CodeOf(exception), $"Error in gRPC call. {exception.GetType().Name}: {exception.Message}", exception),
    };

    public static Metadata MetadataOf(HttpHeaders headers)
    {
        var metadata = new Metadata();
        foreach (var (name, values) in headers.NonValidated)
        {
            if (WireNames.IsReserved(name))
                continue;

            foreach (var value in values)
                MetadataHeaders.Add(metadata, name, value);
        }

        return metadata;
    }

    private static CallOutcome? FromHeaders(HttpHeaders headers)
    {
        if (!headers.NonValidated.TryGetValues(WireNames.Status, out var values))
            return null;

        var code = int.TryParse(values.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= (int)StatusCode.Unauthenticated
            ? (StatusCode)number
            : StatusCode.Unknown;
        var detail = headers.NonValidated.TryGetValues(WireNames.Message, out var message) ? StatusMessage.Decode(message.ToString()) : "";
        return new CallOutcome(new Status(code, detail), MetadataOf(headers));
    }

    /// <summary>"HTTP to gRPC Status Code Mapping" of the gRPC documentation.</summary>
    private static StatusCode CodeOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => StatusCode.Internal,
        HttpStatusCode.Unauthorized => StatusCode.Unauthenticated,
        HttpStatusCode.Forbidden => StatusCode.PermissionDenied,
        HttpStatusCode.NotFound => StatusCode.Unimplemented,
        HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => StatusCode.Unavailable,
        _ => StatusCode.Unknown,
    };

    /// <summary>The error codes of RFC 9113, section 7, as "gRPC over HTTP2" maps them; a broken connection is the server being away.</summary>
    private static StatusCode CodeOf(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            switch (inner)
            {
                case HttpProtocolException { ErrorCode: 0x7 }:
                    return StatusCode.Unavailable;
                case HttpProtocolException { ErrorCode: 0x8 }:
                    return StatusCode.Cancelled;
                case HttpProtocolException { ErrorCode: 0xb }:
                    return StatusCode.ResourceExhausted;
                case HttpProtocolException { ErrorCode: 0xc }:
                    return StatusCode.PermissionDenied;
                case HttpProtocolException:
                    return StatusCode.Internal;
                case SocketException:
                    return StatusCode.Unavailable;
            }
        }

        return exception is IOException or HttpRequestException { InnerException: IOException } ? StatusCode.Unavailable : StatusCode.Internal;
    }
}
