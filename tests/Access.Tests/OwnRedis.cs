using System.Diagnostics;
using System.Net.Sockets;
using Workforce.Testing;

namespace Workforce.Access.Tests;

/// <summary>A Redis of a test's own, which it may kill, stop and start.</summary>
internal sealed class OwnRedis : IDisposable
{
    private readonly int _port = FreePort.Next();
    private Process? _process;

    public string Address => $"127.0.0.1:{_port}";

    /// <summary>Returns once it answers.</summary>
    public void Start()
    {
        _process = Process.Start(new ProcessStartInfo("redis-server",
            ["--port", $"{_port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--loglevel", "warning"])
        { RedirectStandardOutput = true });
        if (!SpinWait.SpinUntil(Answers, TimeSpan.FromSeconds(20)))
            throw new TimeoutException("redis-server did not answer within 20 seconds");
    }

    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
        _process = null;
    }

    /// <summary>Lets it hang: it keeps its connections and answers nothing.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    public void Dispose() => Kill();

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", _port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", $"{_process!.Id}"]);
        kill.WaitForExit();
    }
}
