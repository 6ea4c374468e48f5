using Xunit;

namespace Workforce.System.Tests;

/// <summary>What AppHost, as a process, does when the system cannot come up.</summary>
public sealed class AppHostTests
{
    // With a dashboard Aspire's own default is to wait for ever for what has ended.
    [Fact]
    public async Task Start_ServicesEndAtOnce_EndsAppHostWithTheReason()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => AppHostProcess.StartAsync("--Dashboard=on", "--Clock:StartsAt=never"));
        Assert.Contains("exit code 1", failure.Message, StringComparison.Ordinal);
        Assert.Contains("not everything came up", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Clock:StartsAt", failure.Message, StringComparison.Ordinal);
    }
}
