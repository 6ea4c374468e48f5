using System.Diagnostics;
using System.Text.Json;
using Workforce.Testing;

namespace Workforce.System.Tests;

/// <summary>AppHost as a process of its own, as <c>./run</c> starts it.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _state = TestFolder.Create();
    private readonly Process _process;

    private AppHostProcess(string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [BuiltProgram.Of("AppHost"), $"--State:Folder={_state.FullName}", .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.Combine(CommandLine.Checkout, "AppHost"),
        })!;
        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
    }

    /// <summary>What it wrote down once everything was up.</summary>
    public string EndpointsFile => Path.Combine(_state.FullName, "endpoints.json");

    /// <exception cref="InvalidOperationException">It started none.</exception>
    public string Dashboard =>
        JsonDocument.Parse(File.ReadAllBytes(EndpointsFile)).RootElement.GetProperty("dashboard").GetString()
        ?? throw new InvalidOperationException("AppHost started no dashboard; ./test installs it and sets ASPIRE_CLI_PATH");

    public static async Task<AppHostProcess> StartAsync(params string[] arguments)
    {
        var host = new AppHostProcess(arguments);
        await Eventually.HoldsAsync(
            () => host._process.HasExited || File.Exists(host.EndpointsFile), "AppHost is up", TimeSpan.FromMinutes(3));
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        // SIGTERM, as an operator stops it.
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await _process.WaitForExitAsync(limit.Token);
        _process.Dispose();
        _state.Delete(recursive: true);
    }
}
