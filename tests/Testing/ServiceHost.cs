using System.Net;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Workforce.Testing;

/// <summary>A service on real Kestrel and free loopback ports, in this process.</summary>
/// <typeparam name="TProgram">The service's Program.</typeparam>
public sealed class ServiceHost<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly IReadOnlyDictionary<string, string?> _configuration;
    private readonly Action<IWebHostBuilder>? _configure;
    private GrpcChannel? _channel;

    /// <param name="configuration">Connection strings and whatever else AppHost would pass.</param>
    /// <param name="configure">Replaces services, for example the clock.</param>
    public ServiceHost(IReadOnlyDictionary<string, string?> configuration, Action<IWebHostBuilder>? configure = null)
    {
        (_configuration, _configure) = (configuration, configure);
        UseKestrel(kestrel =>
        {
            // Forgets the addresses in the service's appsettings.json, which are the same for every test that runs now.
            kestrel.Configure();
            kestrel.Listen(IPAddress.Loopback, GrpcAddress.Port, endpoint => endpoint.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, HealthAddress.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
    }

    public Uri GrpcAddress { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    public Uri HealthAddress { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    /// <summary>Starts the service when it has not started.</summary>
    public GrpcChannel Channel
    {
        get
        {
            StartServer();
            return _channel ??= GrpcChannel.ForAddress(GrpcAddress);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(AppContext.BaseDirectory);
        foreach (var (key, value) in _configuration)
            builder.UseSetting(key, value);
        _configure?.Invoke(builder);
    }

    protected override void Dispose(bool disposing)
    {
        _channel?.Dispose();
        base.Dispose(disposing);
    }
}
