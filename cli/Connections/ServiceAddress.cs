using System.Net.Sockets;
using Workforce.Cli.Errors;

namespace Workforce.Cli.Connections;

/// <summary>The address of a service: whether it is one, and whether anything listens there.</summary>
public static class ServiceAddress
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    /// <param name="source">The file or variable, for the error message.</param>
    /// <exception cref="BadInputException">It is not an http address.</exception>
    public static Uri Parse(string text, string source) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new BadInputException($"{source}: '{text}' is not an address of the form http://host:port");

    public static async Task<bool> AnswersAsync(Uri address)
    {
        using var client = new TcpClient();
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            await client.ConnectAsync(address.Host, address.Port, timeout.Token);
            return true;
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
