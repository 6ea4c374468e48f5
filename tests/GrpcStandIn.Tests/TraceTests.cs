using System.Diagnostics;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Workforce.LabV1;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

public sealed class TraceTests
{
    [Fact]
    public async Task OneTrace_GoesAcrossClientAndServer()
    {
        using var source = new ActivitySource("workforce.lab");
        using var listener = Listen("workforce.lab", "System.Net.Http", "Microsoft.AspNetCore");
        ActivityTraceId seen = default;
        Activity? served = null;
        await using var server = await LabServer.StartAsync(new LabScript
        {
            Ask = (_, context) =>
            {
                seen = Activity.Current!.TraceId;
                served = context.GetHttpContext().Features.Get<IHttpActivityFeature>()!.Activity;
                throw new RpcException(new Status(StatusCode.NotFound, ""));
            },
        });

        using var root = source.StartActivity("night")!;
        await Assert.ThrowsAsync<RpcException>(async () => await server.Client.AskAsync(new Question()));
        Assert.Same(root, Activity.Current);
        await server.DisposeAsync();

        Assert.Equal(root.TraceId, seen);
        var tags = served!.TagObjects.ToDictionary();
        Assert.Equal("/workforce.lab.v1.Lab/Ask", tags["grpc.method"]);
        Assert.Equal("5", tags["grpc.status_code"]);
    }

    [Fact]
    public async Task ClientsSpan_NamesMethodAndStatus()
    {
        var stopped = new List<Activity>();
        using var source = new ActivitySource("workforce.lab.client");
        using var listener = Listen("workforce.lab.client", "Grpc.Net.Client");
        listener.ActivityStopped = activity =>
        {
            lock (stopped)
                stopped.Add(activity);
        };
        await using var server = await LabServer.StartAsync();

        using var root = source.StartActivity("night")!;
        await server.Client.AskAsync(new Question());

        var call = Assert.Single(stopped, activity => activity.Source.Name == "Grpc.Net.Client" && activity.TraceId == root.TraceId);
        Assert.Equal(("/workforce.lab.v1.Lab/Ask", "0"), (call.GetTagItem("grpc.method"), call.GetTagItem("grpc.status_code")));
        Assert.Equal(root.SpanId, call.ParentSpanId);
    }

    private static ActivityListener Listen(params string[] sources)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
