using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>What spans and metrics say of a gRPC call, read from the HTTP request that carries it.</summary>
internal static class Call
{
    /// <summary>Stands for a method that does not exist: a caller can make up as many paths as it likes.</summary>
    public const string UnknownMethod = "_OTHER";

    public static bool IsCall(HttpContext context) =>
        context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Service and method (<c>workforce.registry.v1.WorkerService/FindWorker</c>), or <see cref="UnknownMethod"/>.</summary>
    public static string MethodOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName[1..] ?? UnknownMethod;

    /// <summary>The status that a call has ended with.</summary>
    public static StatusCode StatusOf(HttpContext context)
    {
        var trailers = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        // A call that answers nothing but its status has it among the headers.
        var text = trailers is not null && trailers.TryGetValue("grpc-status", out var trailer) ? trailer : context.Response.Headers["grpc-status"];
        if (int.TryParse(text, out var code))
            return (StatusCode)code;
        return context.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.Unknown;
    }

    /// <summary>Whether a status is an error of the server that answers it; the others are the caller's. OpenTelemetry's conventions for gRPC list them.</summary>
    public static bool IsFailureOfTheService(StatusCode status) => status is
        StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.Unimplemented or StatusCode.Internal or StatusCode.Unavailable or StatusCode.DataLoss;
}
