using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Contract.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>In which state workers are, and whether it sums to the register, on the command line.</summary>
public sealed class StatesTests
{
    [Fact]
    public async Task Count_OnADayAsKnownAtAMoment_IsATableOfStates()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("states", "--city", "kupang", "--day", "2021-01-05", "--known-at", "2021-01-05T12:00:00+08:00");
        var json = await system.RunAsync("states", "--city", "kupang", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("on 5 January 2021, as known at 2021-01-05 04:00:00 UTC: 2,180 workers", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"exempt\W+1,020", result.Output);
        Assert.Matches(@"furloughed\W+1,160", result.Output);
        Assert.DoesNotContain("in_force", result.Output, StringComparison.Ordinal);
        Assert.Equal(("2021-01-05", "2021-01-05T12:00:00+08:00"), (system.Script.StatesCounted[0].Day, system.Script.StatesCounted[0].KnownAt));
        Assert.Equal(("", ""), (system.Script.StatesCounted[1].Day, system.Script.StatesCounted[1].KnownAt));
        Assert.Equal(2_180, JsonDocument.Parse(json.Output).RootElement.GetProperty("population").GetInt32());
    }

    [Fact]
    public async Task Count_ByUnit_HasALineForEach()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("states", "--city", "kupang", "--day", "2021-01-05", "--by-unit");

        Assert.Contains(system.Script.Units[0].Name, result.Output, StringComparison.Ordinal);
        Assert.Matches(@"1,020\W+0\W+1,020", result.Output);
    }

    [Fact]
    public async Task Check_UnitThatDoesNotClose_IsNamedAndFails()
    {
        await using var system = await SystemAsync();

        var closed = await system.RunAsync("states", "--check", "--city", "kupang");
        system.Script.Unclosed.Add(new UnclosedUnit { UnitId = system.Script.Units[0].Id, Counted = 1_020, Registered = 1_023 });
        var unclosed = await system.RunAsync("states", "--check", "--city", "kupang");
        var json = await system.RunAsync("states", "--check", "--city", "kupang", "--json");

        Assert.Equal(0, closed.ExitCode);
        Assert.Contains("2,180 workers in the register, each in one state", closed.Output, StringComparison.Ordinal);
        Assert.Equal((3, 3), (unclosed.ExitCode, json.ExitCode));
        Assert.Contains("2,180 in a state, 2,183 in the register; 1 unit does not close", unclosed.Output, StringComparison.Ordinal);
        Assert.Contains(system.Script.Units[0].Name, unclosed.Output, StringComparison.Ordinal);
        Assert.Equal(1_023, JsonDocument.Parse(json.Output).RootElement.GetProperty("unclosed")[0].GetProperty("registered").GetInt32());
    }

    [Fact]
    public async Task List_OfSeveralPages_IsAsKnownAtTheMomentOfTheFirst()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("states", "list", "--city", "kupang", "--unit", system.Script.Units[0].Code, "--state", "exempt");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("2 workers", result.Output, StringComparison.Ordinal);
        Assert.Equal([("", ""), ("2021-01-05", "2021-01-05T04:00:00.1230000+00:00")], system.Script.StatesListed.Select(page => (page.Day, page.KnownAt)));
        Assert.All(system.Script.StatesListed, page => Assert.Equal((system.Script.Units[0].Id, WorkerState.Exempt), (page.UnitId, page.State)));
    }

    [Theory]
    [InlineData("--state 'exemt' is none of separated, in_force", "states", "list", "--city", "kupang", "--state", "exemt")]
    [InlineData("(did you mean exempt?)", "states", "list", "--city", "kupang", "--state", "exemt")]
    [InlineData("--check is given beside --known-at or --by-unit", "states", "--city", "kupang", "--check", "--by-unit")]
    public async Task Typed_WhatCannotBe_IsASentence(string expected, params string[] arguments)
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    private static async Task<ScriptedSystem> SystemAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        await system.RunAsync("city", "apply", Sources.Kupang);
        return system;
    }
}
