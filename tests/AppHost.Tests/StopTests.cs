using System.Diagnostics;

namespace Workforce.AppHost.Tests;

/// <summary>AppHost as a process of its own, stopped as an operator stops it.</summary>
public sealed class StopTests : IDisposable
{
    // The host itself gives its parts three.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // From before the host listens to signals, over every server's and service's start, to the running system.
    public static TheoryData<double> Moments => [.. Enumerable.Range(1, 20).Select(step => 0.9 * step)];

    [Theory, MemberData(nameof(Moments)), Trait("Category", "Long")]
    public Task Interrupted_AtAnyMomentOfTheStart_LeavesNothingRunning(double seconds) => AssertNothingIsLeftAsync("INT", seconds);

    [Fact]
    public Task Terminated_InTheMiddleOfTheStart_LeavesNothingRunning() => AssertNothingIsLeftAsync("TERM", seconds: 6);

    // One start for both: a whole system is what costs.
    [Fact]
    public async Task Terminated_OnceAServerHasEnded_HasPrintedItsLineAndLeavesNothingRunning()
    {
        var screen = new List<string>();
        using var host = Start(screen);
        await host.WaitUntilUpAsync(_folder.Path);
        using (var redis = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(Path.Combine(_folder.Path, "redis", "server.pid")), null)))
            redis.Kill();
        await AppHostProcess.WaitAsync(() => Lines(screen).Count > 0, "a line about the end of redis");
        await StopAsync(host, "TERM");

        Assert.Equal("redis ended by a signal; start it again with dotnet aspire resource redis start", Assert.Single(Lines(screen)));
        AssertNothingIsLeft();
    }

    [Fact, Trait("Category", "Long")]
    public async Task Killed_OnceEverythingIsUp_StartsAgainOnTheSameFolder()
    {
        using (var killed = Start([]))
        {
            await killed.WaitUntilUpAsync(_folder.Path);
            await killed.SendAsync("KILL");
            await AppHostProcess.WaitAsync(() => killed.HasExited, "the host is killed");
        }

        // What the killed host ran may still be stopping, or may not stop at all.
        using var next = Start([]);
        await next.WaitUntilUpAsync(_folder.Path);
        await StopAsync(next, "TERM");

        await AppHostProcess.WaitAsync(() => !_folder.FindProcesses().Any(), "nothing is left running");
        AssertNothingIsLeft();
    }

    private async Task AssertNothingIsLeftAsync(string signal, double seconds)
    {
        using var host = Start([]);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        await StopAsync(host, signal);
        AssertNothingIsLeft();
    }

    private void AssertNothingIsLeft()
    {
        Assert.Empty(_folder.FindProcesses());
        using var state = new Lifecycle.StateFolder(_folder.Path);
        state.Lock();
        Assert.False(File.Exists(Path.Combine(_folder.Path, "endpoints.json")));
    }

    private static async Task StopAsync(Process host, string signal)
    {
        await host.SendAsync(signal);
        using var limit = new CancellationTokenSource(Longest);
        await host.WaitForExitAsync(limit.Token);
    }

    /// <param name="screen">Gets what a user sees: the lines of standard error.</param>
    private Process Start(List<string> screen)
    {
        var host = AppHostProcess.Start(_folder.Path, null, "--Dashboard=off", "--Sweep:Timer=off");
        // Both are read, so that it never waits for room.
        host.ErrorDataReceived += (_, line) =>
        {
            if (string.IsNullOrEmpty(line.Data))
                return;
            lock (screen)
                screen.Add(line.Data);
        };
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        return host;
    }

    private static List<string> Lines(List<string> screen)
    {
        lock (screen)
            return [.. screen];
    }
}
