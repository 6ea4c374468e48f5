using System.Diagnostics;
using System.Globalization;

namespace Workforce.AppHost.Tests;

/// <summary>AppHost as a process of its own, stopped as an operator stops it.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // From before the host listens to signals, over every server's and service's start, to the running system.
    public static TheoryData<double> Moments => [.. Enumerable.Range(1, 20).Select(step => 0.9 * step)];

    [Theory, MemberData(nameof(Moments)), Trait("Category", "Long")]
    public Task Interrupted_AtAnyMomentOfTheStart_LeavesNothingRunning(double seconds) => AssertNothingIsLeftAsync("INT", seconds);

    [Fact]
    public Task Terminated_InTheMiddleOfTheStart_LeavesNothingRunning() => AssertNothingIsLeftAsync("TERM", seconds: 6);

    private async Task AssertNothingIsLeftAsync(string signal, double seconds)
    {
        using var host = Start();
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        using (var kill = Process.Start("kill", [$"-{signal}", host.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Longest);
        await host.WaitForExitAsync(limit.Token);

        Assert.Empty(_folder.FindProcesses());
        using var state = new Lifecycle.StateFolder(_folder.Path);
        state.Lock();
        Assert.False(File.Exists(Path.Combine(_folder.Path, "endpoints.json")));
    }

    private Process Start()
    {
        var host = AppHostProcess.Start(_folder.Path, null, "--Dashboard=off", "--Sweep:Timer=off");
        // Read, so that it never waits for room.
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        return host;
    }
}
