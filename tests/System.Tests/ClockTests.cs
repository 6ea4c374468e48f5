using System.Text.Json;
using Workforce.Faults.Systems;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>The clock of a story, moved by the command line while the system runs. The tests of the shared system do without moves.</summary>
public sealed class ClockTests
{
    private const int Contracts = 30;

    [Fact]
    public async Task Clock_MovedOverMidnight_ContractsExpireWithoutTheTimersTickAndARestartKeepsIt()
    {
        await using var system = await RunningSystem.StartAsync(
            ["--Clock:StartsAt=2020-12-31T20:00:00+08:00", "--Sweep:Timer=on"],
            builder => builder.SetEnvironment("contract", "Sweep__EverySeconds", "3600"));
        var city = await TestCity.CreateAsync(system, Contracts);
        Assert.All(await ShownAsync(system), shown => Assert.StartsWith("2020-12-31T20:", shown, StringComparison.Ordinal));

        var output = await CommandLine.OutputAsync(system, 0, "clock", "2021-01-01T00:00:05");

        Assert.Contains("1 January 2021 00:00:05", output, StringComparison.Ordinal);
        await city.AwaitAsync(expired: Contracts, returned: 0);

        await system.KillAsync("contract");
        await system.StartAgainAsync("contract");

        Assert.All(await ShownAsync(system), shown => Assert.StartsWith("2021-01-01T00:", shown, StringComparison.Ordinal));
        var (exitCode, _, errors) = await CommandLine.RunAsync(system, "clock", "2020-12-31T23:00");
        Assert.Equal(2, exitCode);
        Assert.Contains("2020-12-31T23:00:00+08:00 is not later than what the clock shows, 2021-01-01T00:", errors, StringComparison.Ordinal);
    }

    /// <summary>With the offset of the only city.</summary>
    private static async Task<IReadOnlyList<string>> ShownAsync(RunningSystem system)
    {
        var shown = JsonDocument.Parse(await CommandLine.OutputAsync(system, 0, "clock", "--json")).RootElement;
        Assert.Equal("WITA", shown.GetProperty("zone").GetString());
        List<string> moments = [.. shown.GetProperty("clocks").EnumerateArray().Select(clock => clock.GetProperty("shows").GetString()!)];
        Assert.Equal(4, moments.Count);
        return moments;
    }
}
