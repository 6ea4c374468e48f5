using System.Globalization;
using Grpc.AspNetCore.Server.Binding;
using Grpc.Core;
using Grpc.Net.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Calls;

/// <summary>From an HTTP request to the status of a call: what is refused, what runs, and what every error becomes.</summary>
internal static partial class CallPipeline
{
    public static async Task RunAsync(
        HttpContext httpContext, IMethod method, MethodSettings settings, ILogger logger, Func<HttpServerCallContext, Task> handle)
    {
        if (!HttpProtocol.IsHttp2(httpContext.Request.Protocol) && !HttpProtocol.IsHttp3(httpContext.Request.Protocol))
        {
            await RefuseProtocolAsync(httpContext);
            return;
        }

        if (!WireNames.IsGrpc(httpContext.Request.ContentType))
        {
            await RefuseContentTypeAsync(httpContext);
            return;
        }

        Prepare(httpContext);
        using var call = new HttpServerCallContext(httpContext, settings);
        httpContext.Features.Set<IServerCallContextFeature>(call);
        var activity = httpContext.Features.Get<IHttpActivityFeature>()?.Activity;
        activity?.AddTag("grpc.method", method.FullName);

        await RunAsync(call, method, settings, logger, handle);

        activity?.AddTag("grpc.status_code", ((int)call.Status.StatusCode).ToString(CultureInfo.InvariantCulture));
    }

    private static async Task RunAsync(
        HttpServerCallContext call, IMethod method, MethodSettings settings, ILogger logger, Func<HttpServerCallContext, Task> handle)
    {
        var handling = HandleAsync(call, method, settings, logger, handle);

        // A handler that does not listen to its token keeps the request, but not the caller.
        if (call.Expired is { } expired && await Task.WhenAny(handling, expired) == expired && !handling.IsCompleted)
        {
            DeadlineExceeded(logger, method.FullName);
            await call.EndAsync(ExpiredStatus);
        }

        await handling;
        await call.EndAsync(call.Status);
    }

    private static readonly Status ExpiredStatus = new(StatusCode.DeadlineExceeded, "Deadline Exceeded");

    private static async Task HandleAsync(
        HttpServerCallContext call, IMethod method, MethodSettings settings, ILogger logger, Func<HttpServerCallContext, Task> handle)
    {
        try
        {
            await handle(call);
        }
#pragma warning disable CA1031 // Whatever a service throws is a status of its call and never the server's end.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            call.Status = StatusOf(exception, call, method, settings, logger);
        }

        if (call.IsExpired)
            call.Status = ExpiredStatus;
    }

    /// <summary>The whole error policy.</summary>
    private static Status StatusOf(Exception exception, HttpServerCallContext call, IMethod method, MethodSettings settings, ILogger logger)
    {
        if (exception is RpcException rpc)
        {
            CallFailed(logger, method.FullName, rpc.StatusCode);
            foreach (var entry in rpc.Trailers)
                call.ResponseTrailers.Add(entry);

            return rpc.Status;
        }

        if (call.CancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            CallCancelled(logger, method.FullName);
            return new Status(StatusCode.Cancelled, "The call was cancelled.", exception);
        }

        HandlerThrew(logger, exception, method.FullName);
        var detail = settings.EnableDetailedErrors
            ? $"Exception was thrown by handler. {exception.GetType().Name}: {exception.Message}"
            : "Exception was thrown by handler.";
        return new Status(StatusCode.Unknown, detail, exception);
    }

    private static void Prepare(HttpContext httpContext)
    {
        httpContext.Response.ContentType = WireNames.ContentType;
        // Messages have their own limit, and a stream has none.
        if (httpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;
    }

    private static Task RefuseProtocolAsync(HttpContext httpContext) => TrailersOnly.RefuseAsync(
        httpContext,
        StatusCodes.Status426UpgradeRequired,
        new Status(StatusCode.Internal, $"Request protocol '{httpContext.Request.Protocol}' is not supported."));

    private static Task RefuseContentTypeAsync(HttpContext httpContext) => TrailersOnly.RefuseAsync(
        httpContext,
        StatusCodes.Status415UnsupportedMediaType,
        new Status(StatusCode.Internal, $"Content-Type '{httpContext.Request.ContentType}' is not supported."));

    // The detail of a status may name a person; it goes to the caller and into no log.
    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{Method} failed with {StatusCode}.")]
    private static partial void CallFailed(ILogger logger, string method, StatusCode statusCode);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{Method} was cancelled.")]
    private static partial void CallCancelled(ILogger logger, string method);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "{Method} ran past its deadline.")]
    private static partial void DeadlineExceeded(ILogger logger, string method);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "{Method} threw an exception.")]
    private static partial void HandlerThrew(ILogger logger, Exception exception, string method);
}
