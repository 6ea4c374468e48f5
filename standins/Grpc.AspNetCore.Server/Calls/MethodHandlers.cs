using Grpc.Core;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>The four kinds of method: what is read before it and what is written after it.</summary>
internal static class MethodHandlers
{
    public static async Task UnaryAsync<TRequest, TResponse>(
        HttpServerCallContext call, Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class
        where TResponse : class
    {
        var request = await call.ReadSingleAsync(method.RequestMarshaller);
        await WriteResponseAsync(call, method, await pipeline(request, call));
    }

    public static async Task ClientStreamingAsync<TRequest, TResponse>(
        HttpServerCallContext call, Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class
        where TResponse : class
    {
        call.AllowSlowRequest();
        var requests = new RequestStream<TRequest>(call, method.RequestMarshaller);
        await WriteResponseAsync(call, method, await pipeline(requests, call));
    }

    public static async Task ServerStreamingAsync<TRequest, TResponse>(
        HttpServerCallContext call, Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class
        where TResponse : class
    {
        var request = await call.ReadSingleAsync(method.RequestMarshaller);
        await pipeline(request, new ResponseStream<TResponse>(call, method.ResponseMarshaller), call);
    }

    public static Task DuplexStreamingAsync<TRequest, TResponse>(
        HttpServerCallContext call, Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse> pipeline)
        where TRequest : class
        where TResponse : class
    {
        call.AllowSlowRequest();
        return pipeline(
            new RequestStream<TRequest>(call, method.RequestMarshaller),
            new ResponseStream<TResponse>(call, method.ResponseMarshaller),
            call);
    }

    private static Task WriteResponseAsync<TRequest, TResponse>(HttpServerCallContext call, Method<TRequest, TResponse> method, TResponse? response)
        where TResponse : class
    {
        if (response is null)
            throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."));

        // Not flushed: the trailers follow at once and take it along.
        return call.WriteAsync(method.ResponseMarshaller, response, call.WriteOptions, flush: false, CancellationToken.None);
    }
}
