using System.Diagnostics;
using OpenTelemetry;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>
/// Names the span of a gRPC call, on both sides, by what is called, as OpenTelemetry's conventions for RPC have it
/// (<c>workforce.contract.v1.CycleService/Expire</c>). The framework names every one of them alike.
/// </summary>
internal sealed class CallNames : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (PathOf(data) is { Length: > 1 } path)
            data.DisplayName = path[1..];
    }

    private static string? PathOf(Activity span) => span.OperationName switch
    {
        "Microsoft.AspNetCore.Hosting.HttpRequestIn" => span.GetTagItem("url.path") as string,
        "System.Net.Http.HttpRequestOut" => Uri.TryCreate(span.GetTagItem("url.full") as string, UriKind.Absolute, out var url) ? url.AbsolutePath : null,
        _ => null,
    };
}
