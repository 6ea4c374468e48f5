using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Plumbing;

/// <summary>A second instance of a running service: the same program, settings and databases, on ports of its own.</summary>
internal sealed class Twin : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private Twin(Process process) => _process = process;

    /// <summary>Starts it and waits until it is healthy.</summary>
    public static async Task<Twin> StartAsync(RunningSystem system, string service, CancellationToken cancellation)
    {
        var health = new Uri($"http://127.0.0.1:{FreePort()}/health");
        using var original = system.ProcessOf(service);
        var twin = new Twin(Process.Start(StartOf(original.Id, health))!);
        twin._process.OutputDataReceived += (_, _) => { };
        twin._process.BeginOutputReadLine();
        try
        {
            await twin.WaitUntilHealthyAsync(health, cancellation);
            return twin;
        }
        catch
        {
            await twin.DisposeAsync();
            throw;
        }
    }

    /// <summary>SIGKILL.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // What Linux says of the original: its launcher gave it all that.
    private static ProcessStartInfo StartOf(int original, Uri health)
    {
        var folder = $"/proc/{original}";
        var start = new ProcessStartInfo(
            new FileInfo($"{folder}/exe").LinkTarget!, File.ReadAllText($"{folder}/cmdline").TrimEnd('\0').Split('\0')[1..])
        {
            WorkingDirectory = new FileInfo($"{folder}/cwd").LinkTarget,
            RedirectStandardOutput = true,
        };
        start.Environment.Clear();
        foreach (var variable in File.ReadAllText($"{folder}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries))
            start.Environment[variable[..variable.IndexOf('=', StringComparison.Ordinal)]] = variable[(variable.IndexOf('=', StringComparison.Ordinal) + 1)..];
        start.Environment["Kestrel__Endpoints__grpc__Url"] = $"http://127.0.0.1:{FreePort()}";
        start.Environment["Kestrel__Endpoints__health__Url"] = health.GetLeftPart(UriPartial.Authority);
        return start;
    }

    private async Task WaitUntilHealthyAsync(Uri health, CancellationToken cancellation)
    {
        using var client = new HttpClient();
        var waiting = Stopwatch.StartNew();
        while (!await IsHealthyAsync(client, health, cancellation))
        {
            if (_process.HasExited || waiting.Elapsed > Timeout)
                throw new InvalidOperationException("The second instance did not come up");
            await Task.Delay(TimeSpan.FromMilliseconds(100), cancellation);
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client, Uri health, CancellationToken cancellation)
    {
        try
        {
            using var answer = await client.GetAsync(health, cancellation);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
