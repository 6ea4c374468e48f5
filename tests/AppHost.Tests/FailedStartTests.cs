namespace Workforce.AppHost.Tests;

/// <summary>What AppHost, as a process, does when the system cannot come up.</summary>
public sealed class FailedStartTests : IDisposable
{
    // A failed start ends within 15 seconds of its cause, and has stopped what it had started by then: twelve times that here, where other
    // tests share a machine that may be slow. Without the watch it took minutes.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(3);

    private static readonly TimeSpan HealthyWithin = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _state = new();
    private readonly TemporaryFolder _programs = new();

    // Written by what fails, when it fails.
    private string Cause => Path.Combine(_programs.Path, "cause");

    public void Dispose()
    {
        _state.Dispose();
        _programs.Dispose();
    }

    // With a dashboard Aspire's own default is to wait for ever for what has ended.
    [Fact]
    public async Task Start_ServicesEndAtOnce_EndsAppHostWithTheReason()
    {
        await ReplaceServicesAsync("*/Registry.csproj*|*/Evaluation.csproj*", $"dotnet \"$@\"; code=$?; [ -e '{Cause}' ] || touch '{Cause}'; exit $code");

        var screen = await FailAsync(TimeSpan.Zero, "--Dashboard=on", "--Clock:StartsAt=never");

        Assert.Matches(@"The system did not come up: (registry|evaluation) ended with exit code \d+\. Its last lines:", screen);
        Assert.Contains("Clock:StartsAt", screen, StringComparison.Ordinal);
    }

    [Fact, Trait("Category", "Long")]
    public async Task Start_ServiceEndsAfterASecond_EndsAppHostWithItsLastWords()
    {
        await ReplaceServicesAsync("*/Registry.csproj*", $"echo here; sleep 1; echo and gone; touch '{Cause}'; exit 5");
        await AssertFailsAsync("registry ended with exit code 5", "and gone");
    }

    [Fact, Trait("Category", "Long")]
    public async Task Start_ServiceIsNeverHealthy_EndsAppHostAfterTheLimit()
    {
        await ReplaceServicesAsync("*/Registry.csproj*", $"touch '{Cause}'; echo not today; exec sleep 1000");
        await AssertFailsAsync("registry ran for 30 s and was not healthy", "not today", HealthyWithin);
    }

    [Fact, Trait("Category", "Long")]
    public async Task Start_ServerEndsAtOnce_EndsAppHostWithItsLastWords()
    {
        await ReplaceAsync("redis-server", $"echo there is no memory; touch '{Cause}'; exit 3");
        await AssertFailsAsync("redis ended with exit code 3", "there is no memory");
    }

    [Fact]
    public async Task Start_ServerEndsAfterASecond_EndsAppHostWithItsLastWords()
    {
        await ReplaceAsync("redis-server", $"echo here; sleep 1; echo and gone; touch '{Cause}'; exit 4");
        await AssertFailsAsync("redis ended with exit code 4", "and gone");
    }

    [Fact, Trait("Category", "Long")]
    public async Task Start_ServerIsNeverHealthy_EndsAppHostAfterTheLimit()
    {
        await ReplaceAsync("redis-server", $"touch '{Cause}'; echo not today; exec sleep 1000");
        await AssertFailsAsync("redis ran for 30 s and was not healthy", "not today", HealthyWithin);
    }

    /// <param name="healthyWithin">The limit, where it is the cause; the script has then noted when it began to count.</param>
    private async Task AssertFailsAsync(string reason, string lastWords, TimeSpan? healthyWithin = null)
    {
        var screen = healthyWithin is { } limit
            ? await FailAsync(limit, "--Dashboard=off", $"--Start:HealthyWithinSeconds={limit.TotalSeconds}")
            : await FailAsync(TimeSpan.Zero, "--Dashboard=off");
        Assert.Contains($"The system did not come up: {reason}. Its last lines:", screen, StringComparison.Ordinal);
        Assert.Contains(lastWords, screen, StringComparison.Ordinal);
    }

    /// <param name="causeAfter">How long after the script's note.</param>
    /// <returns>What a user sees.</returns>
    private async Task<string> FailAsync(TimeSpan causeAfter, params string[] arguments)
    {
        var (exitCode, screen, endedAt) = await AppHostProcess.RunToEndAsync(_state.Path, _programs.Path, arguments);
        Assert.Equal(1, exitCode);
        Assert.True(File.Exists(Cause), $"What was to fail did not run; AppHost wrote: {screen}");
        Assert.InRange(endedAt - (File.GetLastWriteTimeUtc(Cause) + causeAfter), TimeSpan.Zero, EndsWithin);
        return screen;
    }

    /// <summary>Runs a script where AppHost launches a service, which it does by <c>dotnet run</c>.</summary>
    /// <param name="arguments">Of that launch, as a pattern of the shell.</param>
    private Task ReplaceServicesAsync(string arguments, string script) => ReplaceAsync(
        "dotnet",
        $$"""
        own=$(dirname "$0")
        export PATH=${PATH//"$own:"/}
        case "$*" in
          {{arguments}}) {{script}} ;;
          *) exec dotnet "$@" ;;
        esac
        """);

    private async Task ReplaceAsync(string program, string script)
    {
        var file = Path.Combine(_programs.Path, program);
        await File.WriteAllTextAsync(file, $"#!/bin/bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
