using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The ports of one application: no two endpoints get the same.</summary>
internal sealed class Ports
{
    // Above those that AppHost picks itself, and below Linux's range for outgoing connections: one of those could take the port
    // before the program listens on it.
    private const int Lowest = 28_000;
    private const int Highest = 32_000;

    private readonly HashSet<int> _given = [];

    /// <summary>Gives the endpoint its address: the port it asks for, else a free one.</summary>
    public void Allocate(EndpointAnnotation endpoint)
    {
        var port = endpoint.Port ?? endpoint.TargetPort ?? PickFree();
        _given.Add(port);
        endpoint.TargetPort ??= port;
        endpoint.AllocatedEndpoint = new(endpoint, endpoint.TargetHost, endpoint.TargetPort.Value);
    }

    private int PickFree()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (!_given.Contains(port) && IsFree(port))
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
