using System.Diagnostics;
using OpenTelemetry;

namespace Workforce.ServiceDefaults.Telemetry;

/// <summary>
/// Names the span of a gRPC call to another service by what is called, as OpenTelemetry's conventions for RPC have it
/// (<c>workforce.contract.v1.CycleService/Expire</c>). The framework names every one of them alike.
/// </summary>
internal sealed class CallNames : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (data.OperationName == "System.Net.Http.HttpRequestOut"
            && Uri.TryCreate(data.GetTagItem("url.full") as string, UriKind.Absolute, out var url) && url.AbsolutePath.Length > 1)
            data.DisplayName = url.AbsolutePath[1..];
    }
}
