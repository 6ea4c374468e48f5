using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Workforce.Testing;

namespace Workforce.System.Tests;

/// <summary>AppHost as a process of its own, as <c>./run</c> starts it.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private const int LinesKept = 200; // a whole start, about

    private readonly DirectoryInfo _state = TestFolder.Create();
    private readonly ConcurrentQueue<string> _said = new();
    private readonly Process _process;

    private AppHostProcess(string[] arguments, string? programs)
    {
        var start = new ProcessStartInfo("dotnet", [BuiltProgram.Of("AppHost"), $"--State:Folder={_state.FullName}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.Combine(CommandLine.Checkout, "AppHost"),
            Environment = { ["ASPIRE_DASHBOARD_PERSISTENCE_MODE"] = "None" },
        };
        if (programs is not null)
            start.Environment["PATH"] = $"{programs}:{start.Environment["PATH"]}";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it wrote down once everything was up.</summary>
    public string EndpointsFile => Path.Combine(_state.FullName, "endpoints.json");

    /// <exception cref="InvalidOperationException">It started none.</exception>
    public string Dashboard =>
        JsonDocument.Parse(File.ReadAllBytes(EndpointsFile)).RootElement.GetProperty("dashboard").GetString()
        ?? throw new InvalidOperationException($"AppHost started no dashboard. {LastWords()}");

    /// <exception cref="InvalidOperationException">It did not come up: why, and the last lines that it said.</exception>
    public static Task<AppHostProcess> StartAsync(params string[] arguments) => StartAsync(null, arguments);

    /// <summary>With the programs of a folder before those of the machine.</summary>
    public static async Task<AppHostProcess> StartAsync(DirectoryInfo? programs, string[] arguments)
    {
        var host = new AppHostProcess(arguments, programs?.FullName);
        try
        {
            await Eventually.HoldsAsync(
                () => host._process.HasExited || File.Exists(host.EndpointsFile), "AppHost is up", TimeSpan.FromMinutes(3));
            if (!host._process.HasExited)
                return host;
            await host._process.WaitForExitAsync(); // until all that it said is there
            throw new InvalidOperationException($"AppHost ended with exit code {host._process.ExitCode}");
        }
        catch (Exception failure)
        {
            var words = host.LastWords(); // before those that it says when it is stopped
            await host.StopAsync();
            throw new InvalidOperationException($"{failure.Message}. {words}", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!await StopAsync())
            throw new TimeoutException($"AppHost did not stop when told, and was killed. {LastWords()}");
    }

    /// <returns>False where it had to be killed.</returns>
    private async Task<bool> StopAsync()
    {
        var stopped = true;
        if (!_process.HasExited)
        {
            // SIGTERM, as an operator stops it.
            using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            stopped = false;
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _state.Delete(recursive: true);
        return stopped;
    }

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        _said.Enqueue(line);
        if (_said.Count > LinesKept)
            _said.TryDequeue(out _);
    }

    private string LastWords() => $"The last that it said:\n{string.Join('\n', _said)}";
}
