using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Contract.V1;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>separate</c> and <c>willing</c> against scripted services.</summary>
public sealed class SeparateTests
{
    private const string Contract = "11111111-1111-1111-1111-111111111111";
    private const string Nik = "5371010101800001";

    [Fact]
    public async Task Separate_ByContract_SendsAllThatIsTyped()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(
            "separate", "--city", "kupang", "--contract", Contract, "--code", "resigned", "--from", "2020-12-23", "--paper-number", "887/1", "--paper-date", "2020-12-22", "--reason", "pindah");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Recorded: resigned from 23 December 2020, by 887/1 of 22 December 2020; recorded by Yohana Taek", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            new NewSeparation { ContractId = Contract, Code = SeparationCode.Resigned, EffectiveOn = "2020-12-23", Reason = "pindah", Paper = new Paper { Number = "887/1", Date = "2020-12-22" } },
            Assert.Single(Assert.Single(system.Script.Separated).Separations));
    }

    [Fact]
    public async Task Separate_ByNik_IsOfTheContractOfTheDay()
    {
        await using var system = await SystemAsync();
        system.Script.Periods.Add(new ContractPeriod { ContractId = "c19", FirstDay = "2019-01-01", LastDay = "2019-12-31" });
        system.Script.Periods.Add(new ContractPeriod { ContractId = "c20", FirstDay = "2020-01-01", LastDay = "2020-12-31" });
        system.Script.Periods.Add(new ContractPeriod { ContractId = "gone", FirstDay = "2020-01-01", LastDay = "2020-12-31", Withdrawn = true });

        foreach (var day in (string[])["2021-01-06", "2020-12-31", "2019-06-01", "2018-01-01"])
            await system.RunAsync("separate", "--city", "kupang", "--nik", Nik, "--code", "resigned", "--from", day);

        Assert.Equal(["c20", "c20", "c19", "c19"], system.Script.Separated.Select(request => request.Separations[0].ContractId));
    }

    [Fact]
    public async Task Separate_AnotherStands_ShowsItAndWhatToDoAndFails()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("separate", "--city", "kupang", "--contract", Contract, "--code", "died", "--from", "2020-12-24");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Not recorded: code 'died' is not what stands; withdraw that one", result.Output, StringComparison.Ordinal);
        Assert.Contains("What stands: resigned from 23 December 2020", result.Output, StringComparison.Ordinal);
        Assert.Contains($"workforce separate withdraw {ScriptedSeparations.SeparationId} --reason TEXT", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Separate_Sheet_ShowsWhatWasRejectedAndFails()
    {
        await using var system = await SystemAsync();
        using var folder = new TemporaryFolder();

        var result = await system.RunAsync("separate", "--city", "kupang", "--file", folder.Write("pemberhentian.csv", "NIK;Kode;Berlaku\n"), "--findings", folder.File("salah.csv"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("81", result.Output, StringComparison.Ordinal);
        Assert.Contains("cuti", result.Output, StringComparison.Ordinal);
        Assert.Contains("cuti", File.ReadAllText(folder.File("salah.csv")), StringComparison.Ordinal);
        Assert.Equal("pemberhentian.csv", system.Script.SeparationsFile!.FileName);
    }

    [Fact]
    public async Task List_ByUnitAndCode_AsksForThese()
    {
        await using var system = await SystemAsync();

        var table = await system.RunAsync("separate", "list", "--city", "kupang", "--unit", system.Script.Units[0].Code, "--code", "resigned", "--withdrawn");
        var json = await system.RunAsync("separate", "list", "--city", "kupang", "--json");

        Assert.Contains("1 separation", table.Output, StringComparison.Ordinal);
        Assert.Equal(
            (system.Script.Units[0].Id, SeparationCode.Resigned, true),
            (system.Script.SeparationsAsked[0].UnitId, system.Script.SeparationsAsked[0].Code, system.Script.SeparationsAsked[0].WithWithdrawn));
        Assert.Equal("2020-12-23", JsonDocument.Parse(json.Output).RootElement.GetProperty("separations")[0].GetProperty("effective_on").GetString());
    }

    [Fact]
    public async Task CountAndWithdraw_AreShown()
    {
        await using var system = await SystemAsync();

        var count = await system.RunAsync("separate", "count", "--city", "kupang", "--known-at", "2021-01-06T12:00:00+08:00");
        var withdrawn = await system.RunAsync("separate", "withdraw", ScriptedSeparations.SeparationId, "--reason", "salah orang");

        Assert.Contains("60 separations", count.Output, StringComparison.Ordinal);
        Assert.Contains("age_limit", count.Output, StringComparison.Ordinal);
        Assert.Contains("Withdrawn: resigned from 23 December 2020; by Yohana Taek, because salah orang", withdrawn.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--code is missing, why the worker has left", "separate", "--city", "kupang", "--contract", Contract)]
    [InlineData("--code 'resign' is none of cpns, pppk", "separate", "--city", "kupang", "--contract", Contract, "--code", "resign", "--from", "2020-12-24")]
    [InlineData("(did you mean resigned?)", "separate", "--city", "kupang", "--contract", Contract, "--code", "resign", "--from", "2020-12-24")]
    [InlineData("--from is missing", "separate", "--city", "kupang", "--contract", Contract, "--code", "resigned")]
    [InlineData("--nik or --contract is missing", "separate", "--city", "kupang", "--code", "resigned", "--from", "2020-12-24")]
    [InlineData("--contract and --nik are both given", "separate", "--city", "kupang", "--contract", Contract, "--nik", Nik, "--code", "resigned", "--from", "2020-12-24")]
    [InlineData("--file is given beside", "separate", "--city", "kupang", "--file", "x.csv", "--code", "resigned")]
    [InlineData("--paper-date is given without --paper-number", "separate", "--city", "kupang", "--contract", Contract, "--code", "resigned", "--from", "2020-12-24", "--paper-date", "2020-12-24")]
    [InlineData("--yes or --no is missing", "willing", "--city", "kupang", "--contract", Contract)]
    public async Task Typed_WhatCannotBe_IsASentence(string expected, params string[] arguments)
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Willing_OnPaper_SendsAllThatIsTyped()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(
            "willing", "--city", "kupang", "--contract", Contract, "--no", "--said-on", "2020-12-28", "--paper-number", "800/7", "--paper-date", "2020-12-28");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Recorded: not willing, said on 28 December 2020, by 800/7 of 28 December 2020; recorded by Yohana Taek", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            new NewStatement { ContractId = Contract, Willingness = Willingness.NotWilling, SaidOn = "2020-12-28", Paper = new Paper { Number = "800/7", Date = "2020-12-28" } },
            Assert.Single(Assert.Single(system.Script.Statements).Statements));
    }

    [Fact]
    public async Task Willing_Refused_SaysWhatToDoAndFails()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("willing", "--city", "kupang", "--contract", Contract, "--yes");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Not recorded: paper.number is required of the personnel office; give number and date", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WillingList_ShowsTheLatestWordOfEach()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("willing", "list", "--city", "kupang");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1 statement, 1 not willing", result.Output, StringComparison.Ordinal);
        Assert.Contains("800/7", result.Output, StringComparison.Ordinal);
    }

    private static async Task<ScriptedSystem> SystemAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        await system.RunAsync("city", "apply", Sources.Kupang);
        return system;
    }
}
