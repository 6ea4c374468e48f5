using System.Net;
using System.Net.Sockets;

namespace Workforce.Testing;

public static class FreePort
{
    /// <summary>A loopback port on which nothing listened a moment ago.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
