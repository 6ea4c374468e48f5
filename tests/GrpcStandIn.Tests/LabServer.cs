using System.Net;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workforce.LabV1;

namespace Workforce.GrpcStandIn.Tests;

/// <summary>The service on a Kestrel of its own, on a free port of loopback, with one client.</summary>
internal sealed class LabServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private LabServer(WebApplication app)
    {
        _app = app;
        Address = app.Urls.Single();
        _channel = GrpcChannel.ForAddress(Address);
        Client = new Lab.LabClient(_channel);
    }

    public string Address { get; }

    public Lab.LabClient Client { get; }

    public static Task<LabServer> StartAsync(
        LabScript? script = null, Action<GrpcServiceOptions>? configure = null, Action<IServiceCollection>? services = null) =>
        StartAsync(
            builder =>
            {
                builder.AddGrpc(options => configure?.Invoke(options));
                builder.AddSingleton(script ?? new LabScript());
                services?.Invoke(builder);
            },
            app => app.MapGrpcService<LabService>());

    /// <summary>Any application in place of the service.</summary>
    public static async Task<LabServer> StartAsync(Action<IServiceCollection> services, Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        services(builder.Services);

        var app = builder.Build();
        map(app);
        await app.StartAsync();
        return new LabServer(app);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }
}
