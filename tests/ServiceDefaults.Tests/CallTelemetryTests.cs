using System.Diagnostics;
using Grpc.Core;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>What a service measures of the calls that it answered, as Prometheus and the spans' listeners get it.</summary>
[Collection(Servers.Name)]
public sealed class CallTelemetryTests(TestServers servers)
{
    [Fact]
    public async Task Metrics_NotSwitchedOn_AreNotThere()
    {
        await using var service = await BareService.StartAsync(servers);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, await service.GetStatusAsync("/metrics"));
    }

    [Fact]
    public async Task Metrics_SwitchedOn_CountCallsByMethodAndStatus()
    {
        await using var service = await BareService.StartAsync(servers, "Metrics:Prometheus=on");
        await service.GetGrpcHealthAsync();
        await Assert.ThrowsAsync<RpcException>(async () => await service.CallAsync("/workforce.no.v1.Service/MadeUp5371062412649001"));

        var text = await service.Http.GetStringAsync("/metrics");
        var lines = text.Split('\n').Where(line => line.StartsWith("rpc_server_call_duration_seconds_count", StringComparison.Ordinal)).ToList();

        Assert.Contains(lines, line => line.Contains("rpc_method=\"grpc.health.v1.Health/Check\"", StringComparison.Ordinal) && line.Contains("\"OK\"", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("rpc_method=\"_OTHER\"", StringComparison.Ordinal) && line.Contains("\"UNIMPLEMENTED\"", StringComparison.Ordinal));
        Assert.DoesNotContain("MadeUp", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Span_UnknownMethod_IsNotNamedByTheCaller()
    {
        var names = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (names)
                    names.Add(span.DisplayName);
            },
        };
        ActivitySource.AddActivityListener(listener);
        await using var service = await BareService.StartAsync(servers);
        await Assert.ThrowsAsync<RpcException>(async () => await service.CallAsync("/workforce.no.v1.Service/MadeUp"));
        await service.GetGrpcHealthAsync();

        lock (names)
        {
            Assert.Contains("_OTHER", names);
            Assert.Contains("grpc.health.v1.Health/Check", names);
            Assert.DoesNotContain(names, name => name.Contains("MadeUp", StringComparison.Ordinal));
        }
    }
}
