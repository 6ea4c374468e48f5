using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>What a caller gets when a call fails: the whole policy is <see cref="MeaningOf"/>.</summary>
public sealed partial class ErrorPolicy(ServiceName service, ILogger<ErrorPolicy> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        WithErrorsAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        WithErrorsAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        WithErrorsAsync(context, () => Answered(continuation(request, responseStream, context)));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        WithErrorsAsync(context, () => Answered(continuation(requestStream, responseStream, context)));

    private async Task<T> WithErrorsAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e)
        {
            throw ErrorOf(e, context);
        }
    }

    private static async Task<bool> Answered(Task call)
    {
        await call;
        return true;
    }

    private RpcException ErrorOf(Exception exception, ServerCallContext context)
    {
        var (code, reason, message) = MeaningOf(exception, context);
        if (code is StatusCode.Internal)
            Failed(logger, UnexpectedFailureException.Of(exception), context.Method);
        if (code is StatusCode.Unavailable && exception is not StoppingException)
            NotReachable(logger, context.Method, exception.Message);
        return ErrorDetails.Of(code, reason, message, exception, service);
    }

    private static (StatusCode Code, string Reason, string Message) MeaningOf(Exception exception, ServerCallContext context) => exception switch
    {
        InvalidInputException => (StatusCode.InvalidArgument, "INVALID_FIELD", exception.Message),
        UnauthenticatedException => (StatusCode.Unauthenticated, "UNAUTHENTICATED", exception.Message),
        PermissionDeniedException => (StatusCode.PermissionDenied, "PERMISSION_DENIED", exception.Message),
        NotFoundException => (StatusCode.NotFound, "NOT_FOUND", exception.Message),
        NotReadyException => (StatusCode.FailedPrecondition, "NOT_READY", exception.Message),
        ExhaustedException => (StatusCode.ResourceExhausted, "EXHAUSTED", exception.Message),
        IdleCallerException => (StatusCode.DeadlineExceeded, "IDLE_CALLER", exception.Message),
        StoppingException => (StatusCode.Unavailable, "STOPPING", exception.Message),
        _ when context.CancellationToken.IsCancellationRequested => (StatusCode.Cancelled, "CANCELLED", "the call was cancelled"),
        _ when Unreachable.Is(exception) => (StatusCode.Unavailable, "UNREACHABLE", "something this service needs is unreachable; try again"),
        // What went wrong inside is for the log.
        _ => (StatusCode.Internal, "SERVICE_FAILED", "the service failed; its log has the reason"),
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Call {Method} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string method);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Call {Method} needs what is unreachable: {Reason}")]
    private static partial void NotReachable(ILogger logger, string method, string reason);
}
