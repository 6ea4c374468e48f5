using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

internal static class Ports
{
    // Below Linux's range for outgoing connections: one of those could take the port before the program listens on it.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    /// <summary>Gives the endpoint its address: the port it asks for, else a free one.</summary>
    public static void Allocate(EndpointAnnotation endpoint)
    {
        var port = endpoint.Port ?? endpoint.TargetPort ?? PickFree();
        endpoint.TargetPort ??= port;
        endpoint.AllocatedEndpoint = new(endpoint, endpoint.TargetHost, endpoint.TargetPort.Value);
    }

    private static int PickFree()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (IsFree(port))
                return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
