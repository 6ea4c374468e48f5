using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using Xunit;

namespace Workforce.GrpcStandIn.Tests;

/// <summary>The other stand-in: the host extension of OpenTelemetry, checked by the real exporter.</summary>
public sealed partial class TelemetryHostTests
{
    private const string Name = "workforce.lab.telemetry";

    [Fact]
    public async Task AllSignals_ReachTheCollector_WithTheirResource()
    {
        var received = new ConcurrentDictionary<string, byte[]>();
        await using var collector = await CollectorAsync(received);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("registry-under-test"))
            .WithTracing(tracing => tracing.AddSource(Name))
            .WithMetrics(metrics => metrics.AddMeter(Name))
            .WithLogging()
            .UseOtlpExporter(OtlpExportProtocol.HttpProtobuf, new Uri(collector.Urls.Single()));
        using var source = new ActivitySource(Name);
        using var meter = new Meter(Name);
        var host = builder.Build();

        await host.StartAsync();
        using (var activity = source.StartActivity("sweep"))
            Assert.NotNull(activity);

        meter.CreateCounter<int>("contracts").Add(1);
        var logger = host.Services.GetRequiredService<ILogger<TelemetryHostTests>>();
        Swept(logger);
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], received.Keys.Order());
        Assert.All(received.Values, body => Assert.True(body.AsSpan().IndexOf("registry-under-test"u8) >= 0));
    }

    [Fact]
    public void AddedTwice_ItStartsOnce()
    {
        var services = new ServiceCollection();

        services.AddOpenTelemetry();
        services.AddOpenTelemetry();

        Assert.Single(services, service => service.ServiceType == typeof(IHostedService));
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentDictionary<string, byte[]> received)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            received[context.Request.Path] = body.ToArray();
        });
        await app.StartAsync();
        return app;
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Swept.")]
    private static partial void Swept(ILogger logger);
}
