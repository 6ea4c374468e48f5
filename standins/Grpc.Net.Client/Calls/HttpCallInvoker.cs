using Grpc.Core;

namespace Grpc.Net.Client.Calls;

/// <summary>Turns each call into an HTTP/2 request.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        using var call = AsyncUnaryCall(method, host, options, request);
        return call.ResponseAsync.GetAwaiter().GetResult();
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = new HttpClientCall<TRequest, TResponse>(channel, method, host, options);
        return new AsyncUnaryCall<TResponse>(
            call.GetResponseAsync(call.SendAsync(request)), HeadersOf, StatusOf, TrailersOf, DisposeOf, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = new HttpClientCall<TRequest, TResponse>(channel, method, host, options);
        return new AsyncServerStreamingCall<TResponse>(
            new ResponseReader<TRequest, TResponse>(call, call.SendAsync(request)), HeadersOf, StatusOf, TrailersOf, DisposeOf, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new HttpClientCall<TRequest, TResponse>(channel, method, host, options);
        var requests = new RequestWriter<TRequest, TResponse>(call, readsByItself: true);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            requests, call.GetResponseAsync(call.SendAsync(requests)), HeadersOf, StatusOf, TrailersOf, DisposeOf, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new HttpClientCall<TRequest, TResponse>(channel, method, host, options);
        var requests = new RequestWriter<TRequest, TResponse>(call, readsByItself: false);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            requests, new ResponseReader<TRequest, TResponse>(call, call.SendAsync(requests)), HeadersOf, StatusOf, TrailersOf, DisposeOf, call);
    }

    private static Task<Metadata> HeadersOf(object call) => ((ClientCall)call).ResponseHeaders;

    private static Status StatusOf(object call) => ((ClientCall)call).GetStatus();

    private static Metadata TrailersOf(object call) => ((ClientCall)call).GetTrailers();

    private static void DisposeOf(object call) => ((ClientCall)call).Dispose();
}
