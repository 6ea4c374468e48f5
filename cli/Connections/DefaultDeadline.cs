using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Workforce.Cli.Connections;

/// <summary>Gives every unary call without a deadline one of 30 seconds: a service that hangs must not hang the terminal.</summary>
public sealed class DefaultDeadline : Interceptor
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        if (context.Options.Deadline is not null)
            return continuation(request, context);
        var options = context.Options.WithDeadline(DateTime.UtcNow + Timeout);
        return continuation(request, new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options));
    }
}
