using System.Net;
using System.Net.Sockets;

namespace Workforce.Testing;

public static class FreePort
{
    // Below those that Linux gives to connections: one of them could take the port while what listens on it is stopped.
    private const int Lowest = 20_000;
    private const int Highest = 32_000;

    /// <summary>A loopback port on which nothing listened a moment ago.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(Lowest, Highest);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // In use: another will do.
            }
        }
    }
}
