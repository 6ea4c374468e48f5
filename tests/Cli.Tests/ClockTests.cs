using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>clock</c> against scripted services.</summary>
public sealed class ClockTests : IAsyncLifetime
{
    private ScriptedSystem _system = null!;

    private Script Script => _system.Script;

    public async Task InitializeAsync() => _system = await ScriptedSystem.StartAsync();

    public async Task DisposeAsync() => await _system.DisposeAsync();

    [Fact]
    public async Task Show_EveryService_InTheZoneOfTheOnlyCity()
    {
        var result = await _system.RunAsync("clock");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Shows (WITA)", result.Output, StringComparison.Ordinal);
        foreach (var service in (string[])["registry", "contract", "evaluation", "notification"])
            Assert.Matches($"{service} +1 October 2020 08:00:00 +1 October 2020 08:00:00", result.Output);
        Assert.Empty(Script.Moves);
    }

    [Fact]
    public async Task Show_Json_IsJsonWithOffsets()
    {
        Script.RealTimeOf = "contract";

        var result = await _system.RunAsync("clock", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("+08:00", result.Output, StringComparison.Ordinal);
        var clocks = JsonDocument.Parse(result.Output).RootElement.GetProperty("clocks").EnumerateArray().ToList();
        Assert.Equal("2020-10-01T08:00:00+08:00", clocks[0].GetProperty("shows").GetString());
        Assert.Equal("2020-10-01T08:00:00+08:00", clocks[0].GetProperty("story_starts_at").GetString());
        Assert.False(clocks[1].TryGetProperty("story_starts_at", out _));
    }

    [Theory]
    [InlineData("2021-01-08T09:00", "2021-01-08T09:00:00+08:00")]
    [InlineData("2021-01-08T09:00:30", "2021-01-08T09:00:30+08:00")]
    [InlineData("2021-01-08T09:00+07:00", "2021-01-08T09:00:00+07:00")]
    [InlineData("2021-01-08T09:00Z", "2021-01-08T09:00:00+00:00")]
    public async Task Move_Later_MovesEveryServiceAndContractLast(string typed, string sent)
    {
        var result = await _system.RunAsync("clock", typed);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal([("registry", sent), ("evaluation", sent), ("notification", sent), ("contract", sent)], Script.Moves);
        Assert.Contains("✓ The clock of every service was moved to 8 January 2021", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Move_SeveralCities_NeedsOneOrAnOffset()
    {
        Script.OtherCities.Add(new City { Id = $"{Guid.NewGuid()}", Code = "blitar", Name = "Kota Blitar", TimeZone = Registry.V1.TimeZone.Wib });

        var refused = await _system.RunAsync("clock", "2021-01-08T09:00");

        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("whose time is 2021-01-08T09:00?", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("2021-01-08T09:00+08:00", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(Script.Moves);
        Assert.Equal(0, (await _system.RunAsync("clock", "2021-01-08T09:00", "--city", "kupang")).ExitCode);
        Assert.Equal(0, (await _system.RunAsync("clock", "2021-01-09T09:00+07:00")).ExitCode);
        Assert.Equal("2021-01-08T09:00:00+08:00", Script.Moves[0].To);
    }

    [Fact]
    public async Task Move_NotLater_SaysWhatTheClockShowsAndMovesNothing()
    {
        var result = await _system.RunAsync("clock", "2020-10-01T08:00");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(
            "2020-10-01T08:00:00+08:00 is not later than what the clock shows, 2020-10-01T08:00:00+08:00; a story's clock is never moved back", result.Errors,
            StringComparison.Ordinal);
        Assert.Empty(Script.Moves);
    }

    [Fact]
    public async Task Move_OneServiceWasAway_IsMovedToWhereTheOthersAre()
    {
        foreach (var service in (string[])["registry", "evaluation", "notification"])
            Script.Clocks[service] = new DateTimeOffset(2021, 1, 8, 9, 0, 30, TimeSpan.FromHours(8));

        var result = await _system.RunAsync("clock", "2021-01-08T09:00");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal([("contract", "2021-01-08T09:00:30+08:00")], Script.Moves);
    }

    [Fact]
    public async Task Move_AServiceWithRealTime_IsRefusedBeforeAnyIsMoved()
    {
        Script.RealTimeOf = "notification";

        var result = await _system.RunAsync("clock", "2021-01-08T09:00");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("notification has real time, which cannot be moved", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Script.Moves);
    }
}
