using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>
/// Records every gRPC call that reached the service, by OpenTelemetry's conventions for RPC: how long it took
/// (<c>rpc.server.call.duration</c>), and a span named by the method. Without it every failure would be a 200 of HTTP.
/// </summary>
/// <remarks>A middleware, not an interceptor: a call of a method that does not exist reaches none of those.</remarks>
internal sealed class CallTelemetry
{
    private const string ErrorType = "error.type";
    private const string Path = "url.path";

    // The framework writes them on the span as the caller sent them.
    private static readonly string[] CallersWords = ["user_agent.original", "url.query", "server.address", "server.port", "http.request.method_original"];

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
        var span = context.Features.Get<IHttpActivityFeature>()?.Activity;
        DropCallersWords(span, context);
        if (!Call.IsCall(context))
        {
            await _next(context);
            return;
        }

        var began = Stopwatch.GetTimestamp();
        var method = Call.MethodOf(context);
        if (span is not null)
            span.DisplayName = method;
        try
        {
            await _next(context);
        }
        finally
        {
            var tags = TagsOf(method, Call.StatusOf(context));
            _duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, tags);
            if (span is not null)
                Describe(span, tags);
        }
    }

    private static TagList TagsOf(string method, StatusCode status)
    {
        var name = StatusNames.Of(status);
        var tags = new TagList { { "rpc.system.name", "grpc" }, { "rpc.method", method }, { "rpc.response.status_code", name } };
        if (Call.IsFailureOfTheService(status))
            tags.Add(ErrorType, name);
        return tags;
    }

    private static void Describe(Activity span, TagList tags)
    {
        foreach (var (key, value) in tags)
            span.SetTag(key, value);
        if (span.GetTagItem(ErrorType) is not null)
            span.SetStatus(ActivityStatusCode.Error);
    }

    private static void DropCallersWords(Activity? span, HttpContext context)
    {
        foreach (var word in CallersWords)
            span?.SetTag(word, null);
        if (Call.IsCall(context) ? Call.MethodOf(context) is Call.UnknownMethod : context.GetEndpoint() is null)
            span?.SetTag(Path, null);
    }
}
