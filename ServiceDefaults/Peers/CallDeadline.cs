using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Workforce.ServiceDefaults.Peers;

/// <summary>Gives a call between services a deadline when its caller set none: a peer that hangs must not hang us.</summary>
public sealed class CallDeadline : Interceptor
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Options.Deadline is not null)
            return continuation(request, context);

        // gRPC measures deadlines by the machine's own clock, never by the story's.
        var options = context.Options.WithDeadline(TimeProvider.System.GetUtcNow().UtcDateTime + Longest);
        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
    }
}
