namespace Workforce.AppHost.Tests;

/// <summary>What AppHost, as a process, does when the system cannot come up.</summary>
public sealed class FailedStartTests : IDisposable
{
    private readonly TemporaryFolder _state = new();
    private readonly TemporaryFolder _programs = new();

    public void Dispose()
    {
        _state.Dispose();
        _programs.Dispose();
    }

    // With a dashboard Aspire's own default is to wait for ever for what has ended.
    [Fact]
    public async Task Start_ServicesEndAtOnce_EndsAppHostWithTheReason()
    {
        var (exitCode, said) = await AppHostProcess.RunToEndAsync(_state.Path, null, "--Dashboard=on", "--Clock:StartsAt=never");
        Assert.Equal(1, exitCode);
        Assert.Matches("The system did not come up: (registry|evaluation) ended with exit code", said);
        Assert.Contains("Clock:StartsAt", said, StringComparison.Ordinal);
    }

    [Fact]
    public Task Start_ServerEndsAtOnce_EndsAppHostWithItsLastWords() =>
        AssertRedisFailsAsync("echo there is no memory; exit 3", "redis ended with exit code 3", "there is no memory");

    [Fact]
    public Task Start_ServerEndsAfterASecond_EndsAppHostWithItsLastWords() =>
        AssertRedisFailsAsync("echo here; sleep 1; echo and gone; exit 4", "redis ended with exit code 4", "and gone");

    [Fact, Trait("Category", "Long")]
    public Task Start_ServerIsNeverHealthy_EndsAppHostAfterTheLimit() =>
        AssertRedisFailsAsync("echo not today; exec sleep 1000", "redis ran for 20 s and was not healthy", "not today");

    private async Task AssertRedisFailsAsync(string script, params string[] expected)
    {
        var redis = Path.Combine(_programs.Path, "redis-server");
        await File.WriteAllTextAsync(redis, $"#!/bin/bash\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(redis, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var (exitCode, said) = await AppHostProcess.RunToEndAsync(
            _state.Path, _programs.Path, "--Dashboard=off", "--Start:HealthyWithinSeconds=20");

        Assert.Equal(1, exitCode);
        Assert.All(expected, words => Assert.Contains(words, said, StringComparison.Ordinal));
    }
}
