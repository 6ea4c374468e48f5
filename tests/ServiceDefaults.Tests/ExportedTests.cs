using System.Diagnostics;
using System.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>What leaves a service for the dashboard: an exporter of the same kind stands where OTLP's would.</summary>
[Collection(Servers.Name)]
public sealed class ExportedTests(TestServers servers)
{
    [Fact]
    public async Task Resource_NothingInTheEnvironment_HasNamespaceVersionAndInstance()
    {
        await using var service = await BareService.StartAsync(servers);

        var resource = ResourceOf(service);

        Assert.Equal("contract", resource["service.name"]);
        Assert.Equal("workforce", resource["service.namespace"]);
        Assert.Equal(Assembly.GetEntryAssembly()!.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion, resource["service.version"]);
        Assert.True(Guid.TryParse(resource["service.instance.id"], out _), resource["service.instance.id"]);
    }

    [Fact]
    public async Task Resource_EnvironmentKnowsBetter_IsWhatItSays()
    {
        await using var service = await BareService.StartAsync(
            servers, "OTEL_SERVICE_NAME=contract-2", "OTEL_RESOURCE_ATTRIBUTES=service.instance.id=kqxv,deployment.environment.name=try");

        var resource = ResourceOf(service);

        Assert.Equal("contract-2", resource["service.name"]);
        Assert.Equal("kqxv", resource["service.instance.id"]);
        Assert.Equal("try", resource["deployment.environment.name"]);
        Assert.Equal("workforce", resource["service.namespace"]);
    }

    [Fact]
    public async Task Log_InAScope_IsExportedWithIt()
    {
        var scopes = new List<KeyValuePair<string, object?>>();
        var reader = new ScopeReader(scopes);
        await using var service = await BareService.StartAsync(
            servers, services => services.ConfigureOpenTelemetryLoggerProvider(logs => logs.AddProcessor(reader)));
        var logger = service.Services.GetRequiredService<ILoggerFactory>().CreateLogger(ScopeReader.Category);

        using (logger.BeginScope(new Dictionary<string, object?> { ["Batch"] = 42 }))
            logger.Log(LogLevel.Information, default, "stored", null, (text, _) => text);

        Assert.Contains(new("Batch", 42), scopes);
    }

    [Theory]
    [InlineData("/workforce.no.v1.Service/MadeUp")]
    [InlineData("/workforce.messaging.v1.DeadLetterService/MadeUp")]
    public async Task Call_UnknownMethod_IsExportedByNoNameOfTheCaller(string path)
    {
        var (spans, metrics) = (new List<Activity>(), new List<MetricSnapshot>());
        await using (var service = await StartAsync(spans, metrics))
            await Assert.ThrowsAsync<RpcException>(async () => await service.CallAsync(path));

        var span = Assert.Single(spans, span => span.Kind is ActivityKind.Server);
        Assert.Equal("_OTHER", span.DisplayName);
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("MadeUp", StringComparison.Ordinal));
        Assert.Equal([("_OTHER", "UNIMPLEMENTED")], CallsIn(metrics));
    }

    [Fact]
    public async Task Call_FailureOfTheService_IsAnErrorOfSpanAndMetric()
    {
        var (spans, metrics) = (new List<Activity>(), new List<MetricSnapshot>());
        await using (var service = await StartAsync(spans, metrics))
            await Assert.ThrowsAsync<RpcException>(async () => await service.CallAsync("/workforce.no.v1.Service/MadeUp"));

        var span = Assert.Single(spans, span => span.Kind is ActivityKind.Server);
        Assert.Equal((ActivityStatusCode.Error, "UNIMPLEMENTED"), (span.Status, span.GetTagItem("error.type")));
        Assert.Equal("UNIMPLEMENTED", Assert.Single(TagsOfCalls(metrics))["error.type"]);
    }

    [Fact]
    public async Task Call_Answered_IsNoErrorOfMetric()
    {
        var metrics = new List<MetricSnapshot>();
        await using (var service = await StartAsync([], metrics))
            await service.GetGrpcHealthAsync();

        Assert.DoesNotContain("error.type", Assert.Single(TagsOfCalls(metrics)).Keys);
    }

    [Fact]
    public async Task Probes_WithWhatTheyAskTheDatabase_AreNotExportedAsSpans()
    {
        var (spans, metrics) = (new List<Activity>(), new List<MetricSnapshot>());
        await using (var service = await StartAsync(spans, metrics))
        {
            await service.GetStatusAsync("/health");
            await service.GetStatusAsync("/alive");
            await service.GetGrpcHealthAsync();
        }

        Assert.DoesNotContain(spans, span => span.Kind is ActivityKind.Server);
        Assert.DoesNotContain(spans, span => span.Source.Name is "Npgsql");
        Assert.Equal([("grpc.health.v1.Health/Check", "OK")], CallsIn(metrics));
    }

    [Fact]
    public async Task CallDuration_Boundaries_ReachFromAReadToAnImport()
    {
        var metrics = new List<MetricSnapshot>();
        await using (var service = await StartAsync([], metrics))
            await service.GetGrpcHealthAsync();

        var duration = metrics.Last(metric => metric.Name == "rpc.server.call.duration");

        Assert.Equal("s", duration.Unit);
        var bounds = new List<double>();
        foreach (var bucket in duration.MetricPoints[0].GetHistogramBuckets())
            bounds.Add(bucket.ExplicitBound);
        Assert.InRange(bounds[0], 0.0005, 0.001);
        Assert.InRange(bounds[^2], 300, 3600); // the last is infinite
    }

    // What is left of spans and metrics is handed over when the service ends.
    private Task<TestService> StartAsync(List<Activity> spans, List<MetricSnapshot> metrics) =>
        BareService.StartAsync(servers, services => services
            .ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(spans))
            .ConfigureOpenTelemetryMeterProvider(exported => exported.AddInMemoryExporter(metrics)));

    private static Dictionary<string, string> ResourceOf(TestService service) =>
        service.Services.GetRequiredService<TracerProvider>().GetResource().Attributes.ToDictionary(pair => pair.Key, pair => $"{pair.Value}");

    private static List<(string Method, string Status)> CallsIn(List<MetricSnapshot> metrics) =>
        [.. TagsOfCalls(metrics).Select(tags => ((string)tags["rpc.method"]!, (string)tags["rpc.response.status_code"]!))];

    private static List<Dictionary<string, object?>> TagsOfCalls(List<MetricSnapshot> metrics)
    {
        var calls = new List<Dictionary<string, object?>>();
        foreach (var point in metrics.Last(metric => metric.Name == "rpc.server.call.duration").MetricPoints)
        {
            var tags = new Dictionary<string, object?>();
            foreach (var tag in point.Tags)
                tags.Add(tag.Key, tag.Value);
            Assert.Equal("grpc", tags["rpc.system.name"]);
            calls.Add(tags);
        }
        return calls;
    }

    // A record's scopes can be read only while it is being exported.
    private sealed class ScopeReader(List<KeyValuePair<string, object?>> scopes) : BaseProcessor<LogRecord>
    {
        public const string Category = "Workforce.Tests.Scopes";

        public override void OnEnd(LogRecord data)
        {
            if (data.CategoryName == Category)
                data.ForEachScope((scope, all) => all.AddRange(scope.Scope as IEnumerable<KeyValuePair<string, object?>> ?? []), scopes);
        }
    }
}
