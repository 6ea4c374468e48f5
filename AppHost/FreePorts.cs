using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Workforce.AppHost;

/// <summary>Ports of loopback that nobody listens on, out of one range.</summary>
/// <param name="lowest">The first of them.</param>
/// <param name="end">The first above them.</param>
internal sealed class FreePorts(int lowest, int end)
{
    // A port stays free until its server listens, seconds after it was picked, so whoever picks has a range of its own: the stand-in of
    // Aspire.Hosting picks above these. All are below Linux's range for outgoing connections: one of those could take the port before.
    public static readonly FreePorts OfServers = new(20_000, 24_000);
    public static readonly FreePorts OfDashboard = new(24_000, 28_000);

    /// <summary>Free ports in no order, each once.</summary>
    public IEnumerable<int> Pick()
    {
        var picked = new HashSet<int>();
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(lowest, end);
            if (Has(port) && picked.Add(port))
                yield return port;
        }
    }

    /// <summary>Whether it is in the range, and free.</summary>
    public bool Has(int port)
    {
        if (port < lowest || port >= end)
            return false;
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
