using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Workforce.Faults.Plumbing;

/// <summary>Stands between a client and a server on loopback, so that what is between them can be cut, slowed or silenced.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private const int PieceSize = 64 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> _open = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _accepting;

    public TcpProxy()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public int Port { get; }

    /// <summary>Where the server listens.</summary>
    public int ServerPort { get; set; }

    /// <summary>Whether new connections are reset.</summary>
    public bool Refuses { get; set; }

    /// <summary>Whether what the server answers is thrown away. A connection that missed something is of no use: cut it afterwards.</summary>
    public bool SwallowsAnswers { get; set; }

    /// <summary>How long each piece waits, either way.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Resets every connection.</summary>
    public void Cut()
    {
        foreach (var socket in _open.Keys)
            Reset(socket);
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(_ending.Token);
                if (Refuses)
                    Reset(client);
                else
                    _ = JoinAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // Stopped, or the client was gone before it was let in.
            }
        }
    }

    private async Task JoinAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _open[client] = _open[server] = true;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, ServerPort, _ending.Token);
            await Task.WhenAny(PassAsync(client, server, answers: false), PassAsync(server, client, answers: true));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The server is away: the client sees a connection that is reset.
        }
        Reset(client);
        Reset(server);
    }

    private async Task PassAsync(Socket from, Socket to, bool answers)
    {
        var piece = new byte[PieceSize];
        try
        {
            while (await from.ReceiveAsync(piece, _ending.Token) is > 0 and var length)
            {
                if (Delay > TimeSpan.Zero)
                    await Task.Delay(Delay, _ending.Token);
                if (answers && SwallowsAnswers)
                    continue;
                for (var sent = 0; sent < length;)
                    sent += await to.SendAsync(piece.AsMemory(sent, length - sent), _ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Either end is gone: so is the connection.
        }
    }

    private void Reset(Socket socket)
    {
        _open.TryRemove(socket, out _);
        try
        {
            socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Gone already.
        }
        socket.Dispose();
    }
}
