using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Workforce.Testing;

/// <summary>A service as its own Program starts it, on real Kestrel and free loopback ports, in this process.</summary>
/// <typeparam name="TProgram">The service's Program, or any other type of its assembly.</typeparam>
internal sealed class ServiceHost<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly IReadOnlyDictionary<string, string?> _configuration;
    private readonly Action<IWebHostBuilder> _configure;

    /// <param name="configuration">Connection strings and what else AppHost would pass.</param>
    /// <param name="configure">Replaces services, for example the clock.</param>
    public ServiceHost(KestrelPorts ports, IReadOnlyDictionary<string, string?> configuration, Action<IWebHostBuilder> configure)
    {
        (_configuration, _configure) = (configuration, configure);
        UseKestrel(ports.Configure);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(AppContext.BaseDirectory);
        foreach (var (key, value) in _configuration)
            builder.UseSetting(key, value);
        _configure(builder);
    }
}
