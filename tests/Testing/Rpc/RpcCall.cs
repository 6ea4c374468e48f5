using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Workforce.Testing.Rpc;

/// <summary>Calls a method that is known by its descriptor only.</summary>
public static class RpcCall
{
    private static readonly Marshaller<IMessage> Sent = Marshallers.Create<IMessage>(message => message.ToByteArray(), _ => throw new NotSupportedException());
    private static readonly Marshaller<byte[]> Ignored = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    private static DateTime Deadline => DateTime.UtcNow.AddMinutes(1);

    /// <returns>How it failed; null when it did not.</returns>
    public static async Task<RpcException?> FailureOfAsync(ChannelBase channel, MethodDescriptor method, IReadOnlyList<IMessage> requests)
    {
        try
        {
            await CallAsync(channel.CreateCallInvoker(), method, requests);
            return null;
        }
        catch (RpcException failure)
        {
            return failure;
        }
    }

    /// <returns>The status, and what was answered: of a stream its first message, nothing of a call that failed.</returns>
    public static async Task<(StatusCode Status, string Reply)> AnswerOfAsync(ChannelBase channel, MethodDescriptor method, IReadOnlyList<IMessage> requests)
    {
        try
        {
            return (StatusCode.OK, Convert.ToHexString(await CallAsync(channel.CreateCallInvoker(), method, requests)));
        }
        catch (RpcException failure)
        {
            return (failure.StatusCode, "");
        }
    }

    /// <summary>Sends bytes that need be no message to a path that need not exist.</summary>
    /// <param name="path">Service and method, for example <c>workforce.registry.v1.CityService/GetCity</c>.</param>
    /// <returns>How it failed; null when it did not.</returns>
    public static async Task<RpcException?> FailureOfAsync(ChannelBase channel, string path, byte[] request, Metadata? headers = null)
    {
        var parts = path.Split('/');
        var called = new Method<byte[], byte[]>(MethodType.Unary, parts[0], parts[1], Ignored, Ignored);
        try
        {
            await channel.CreateCallInvoker().AsyncUnaryCall(called, null, new CallOptions(headers, Deadline), request);
            return null;
        }
        catch (RpcException failure)
        {
            return failure;
        }
    }

    private static async Task<byte[]> CallAsync(CallInvoker invoker, MethodDescriptor method, IReadOnlyList<IMessage> requests)
    {
        var options = new CallOptions(deadline: Deadline);
        var called = new Method<IMessage, byte[]>(KindOf(method), method.Service.FullName, method.Name, Sent, Ignored);
        switch (called.Type)
        {
            case MethodType.Unary:
                return await invoker.AsyncUnaryCall(called, null, options, requests.Single());
            case MethodType.ServerStreaming:
                using (var stream = invoker.AsyncServerStreamingCall(called, null, options, requests.Single()))
                    return await stream.ResponseStream.MoveNext(CancellationToken.None) ? stream.ResponseStream.Current : [];
            case MethodType.ClientStreaming:
                using (var stream = invoker.AsyncClientStreamingCall(called, null, options))
                    return await SendAsync(stream, requests);
            default:
                throw new NotSupportedException($"{method.FullName} streams both ways: how is it called?");
        }
    }

    private static async Task<byte[]> SendAsync(AsyncClientStreamingCall<IMessage, byte[]> call, IReadOnlyList<IMessage> requests)
    {
        try
        {
            foreach (var request in requests)
                await call.RequestStream.WriteAsync(request);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // The call ended before the last message; the response says why.
        }
        return await call.ResponseAsync;
    }

    private static MethodType KindOf(MethodDescriptor method) => (method.IsClientStreaming, method.IsServerStreaming) switch
    {
        (false, false) => MethodType.Unary,
        (false, true) => MethodType.ServerStreaming,
        (true, false) => MethodType.ClientStreaming,
        _ => MethodType.DuplexStreaming,
    };
}
