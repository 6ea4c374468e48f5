using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Workforce.Testing;

/// <summary>A service as its own Program starts it, on real Kestrel and free loopback ports, in this process.</summary>
/// <typeparam name="TProgram">The service's Program, or any other type of its assembly.</typeparam>
public sealed class ServiceHost<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly KestrelPorts _ports;
    private readonly IReadOnlyDictionary<string, string?> _configuration;
    private readonly Action<IWebHostBuilder>? _configure;
    private GrpcChannel? _channel;

    /// <param name="configuration">Connection strings and what else AppHost would pass.</param>
    /// <param name="configure">Replaces services, for example the clock.</param>
    public ServiceHost(IReadOnlyDictionary<string, string?> configuration, Action<IWebHostBuilder>? configure = null)
        : this(new KestrelPorts(), configuration, configure)
    {
    }

    internal ServiceHost(KestrelPorts ports, IReadOnlyDictionary<string, string?> configuration, Action<IWebHostBuilder>? configure)
    {
        (_ports, _configuration, _configure) = (ports, configuration, configure);
        UseKestrel(ports.Configure);
    }

    /// <summary>Starts the service when it has not started.</summary>
    public GrpcChannel Channel
    {
        get
        {
            StartServer();
            return _channel ??= GrpcChannel.ForAddress(_ports.Grpc);
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
