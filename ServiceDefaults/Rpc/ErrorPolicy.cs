using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.Logging;
using Workforce.ServiceDefaults.Errors;

namespace Workforce.ServiceDefaults.Rpc;

/// <summary>What a caller is told when a call fails: the whole policy is <see cref="MeaningOf"/>.</summary>
public sealed partial class ErrorPolicy(ServiceName service, ILogger<ErrorPolicy> logger) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        TellingAsync(context, () => continuation(request, context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) =>
        TellingAsync(context, () => continuation(requestStream, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        TellingAsync(context, () => Answered(continuation(request, responseStream, context)));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        TellingAsync(context, () => Answered(continuation(requestStream, responseStream, context)));

    private async Task<T> TellingAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception e)
        {
            throw Told(e, context);
        }
    }

    private static async Task<bool> Answered(Task call)
    {
        await call;
        return true;
    }

    private RpcException Told(Exception exception, ServerCallContext context)
    {
        var (code, reason, message) = MeaningOf(exception, context);
        if (code is StatusCode.Internal)
            Failed(logger, exception, context.Method);
        if (code is StatusCode.Unavailable)
            NotReached(logger, context.Method, exception.Message);
        return ErrorDetails.Tell(code, reason, message, exception, service);
    }

    private static (StatusCode Code, string Reason, string Message) MeaningOf(Exception exception, ServerCallContext context) => exception switch
    {
        InvalidInputException => (StatusCode.InvalidArgument, "INVALID_FIELD", exception.Message),
        NotFoundException => (StatusCode.NotFound, "NOT_FOUND", exception.Message),
        NotReadyException => (StatusCode.FailedPrecondition, "NOT_READY", exception.Message),
        _ when context.CancellationToken.IsCancellationRequested => (StatusCode.Cancelled, "CANCELLED", "the call was cancelled"),
        _ when Unreachable.Is(exception) => (StatusCode.Unavailable, "UNREACHABLE", "something this service needs cannot be reached; try again"),
        // What went wrong inside may hold personal data: it stays in the log.
        _ => (StatusCode.Internal, "SERVICE_FAILED", "the service failed; its log says why"),
    };

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "Call {Method} failed")]
    private static partial void Failed(ILogger logger, Exception exception, string method);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Call {Method} could not reach what it needs: {Reason}")]
    private static partial void NotReached(ILogger logger, string method, string reason);
}
