using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Workforce.AppHost;

/// <summary>Ports of loopback that nobody listens on.</summary>
internal static class FreePorts
{
    // Below Linux's range for outgoing connections: one of those could take the port before the server listens on it.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    /// <summary>Free ports in no order, without end.</summary>
    public static IEnumerable<int> Pick()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(Lowest, Highest);
            if (IsFree(port))
                yield return port;
        }
    }

    public static bool IsFree(int port)
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
