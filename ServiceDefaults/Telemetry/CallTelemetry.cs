using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>
/// Tells of every gRPC call that reached the service, by OpenTelemetry's conventions for RPC: how long it took
/// (<c>rpc.server.call.duration</c>), and a span named by the method. Without it every failure would be a 200 of HTTP.
/// </summary>
/// <remarks>A middleware, not an interceptor: a call of a method that does not exist reaches none of those.</remarks>
internal sealed class CallTelemetry
{
    // A caller can make up as many paths as it likes.
    private const string UnknownMethod = "_OTHER";

    // From a cached read to the import of a nation's register.
    private static readonly double[] Boundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

    private readonly RequestDelegate _next;
    private readonly Histogram<double> _duration;

    public CallTelemetry(RequestDelegate next, IMeterFactory meters)
    {
        _next = next;
        _duration = meters.Create("Workforce.Rpc").CreateHistogram(
            "rpc.server.call.duration", "s", "How long gRPC calls took, from the first byte to the last",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Boundaries });
    }

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) is not true)
        {
            await _next(context);
            return;
        }

        var began = Stopwatch.GetTimestamp();
        var method = context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName[1..] ?? UnknownMethod;
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        if (span is not null)
            span.DisplayName = method;
        try
        {
            await _next(context);
        }
        finally
        {
            var status = StatusNames.Of(StatusOf(context));
            _duration.Record(
                Stopwatch.GetElapsedTime(began).TotalSeconds, new("rpc.system.name", "grpc"), new("rpc.method", method), new("rpc.response.status_code", status));
            span?.SetTag("rpc.system.name", "grpc").SetTag("rpc.method", method).SetTag("rpc.response.status_code", status);
        }
    }

    // A call that answers nothing but its status has it among the headers.
    private static StatusCode StatusOf(HttpContext context)
    {
        var trailers = context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers;
        var text = trailers is not null && trailers.TryGetValue("grpc-status", out var trailer) ? trailer : context.Response.Headers["grpc-status"];
        if (int.TryParse(text, out var code))
            return (StatusCode)code;
        return context.RequestAborted.IsCancellationRequested ? StatusCode.Cancelled : StatusCode.Unknown;
    }
}
