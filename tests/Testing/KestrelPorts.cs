using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Workforce.Testing;

/// <summary>Two free loopback ports as a service has them: gRPC by HTTP/2, health and metrics by HTTP/1.1.</summary>
internal sealed class KestrelPorts
{
    public Uri Grpc { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    public Uri Health { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    public void Configure(KestrelServerOptions kestrel)
    {
        // Drops the addresses in the service's appsettings.json, which are the same for every test that runs now.
        kestrel.Configure();
        kestrel.Listen(IPAddress.Loopback, Grpc.Port, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        kestrel.Listen(IPAddress.Loopback, Health.Port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
    }
}
