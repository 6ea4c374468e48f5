using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Workforce.Faults.Injection;

/// <summary>Redis forgets everything, over and over.</summary>
public sealed class FlushFault : IFault
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    public string Name => "flush";

    public IReadOnlyList<string> Targets => ["redis"];

    public (double Shortest, double Longest) Seconds => (2, 5);

    public IReadOnlyList<string> Holds(string target) => ["redis"];

    public async Task InjectAsync(ChaosSystem system, Strike strike, CancellationToken cancellation)
    {
        var (port, password) = Parse(await system.Running.ConnectionStringOfAsync("cache"));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellation);
        await using var stream = client.GetStream();
        await SayAsync(stream, $"AUTH {password}", cancellation);
        for (var waited = TimeSpan.Zero; waited < strike.Lasts; waited += Between)
        {
            await SayAsync(stream, "FLUSHALL", cancellation);
            await Task.Delay(Between, cancellation);
        }
    }

    private static async Task SayAsync(NetworkStream stream, string command, CancellationToken cancellation)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\n"), cancellation);
        var answer = new byte[256];
        var length = await stream.ReadAsync(answer, cancellation);
        if (length == 0 || answer[0] != '+')
            throw new InvalidOperationException($"Redis did not obey: {Encoding.ASCII.GetString(answer, 0, length)}");
    }

    // host:port,password=…
    private static (int Port, string Password) Parse(string address)
    {
        var parts = address.Split(',');
        var port = parts[0][(parts[0].LastIndexOf(':') + 1)..];
        var password = parts.First(part => part.StartsWith("password=", StringComparison.Ordinal))["password=".Length..];
        return (int.Parse(port, CultureInfo.InvariantCulture), password);
    }
}
