using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Contract.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>decide</c> against scripted services.</summary>
public sealed class DecideTests : IDisposable
{
    private const string Contract = "11111111-1111-1111-1111-111111111111";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Propose_ByContract_SendsAllThatIsTyped()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(
            "decide", "propose", "--city", "kupang", "--contract", Contract, "--not", "--ground", "discipline", "--reason", "hukuman berat", "--paper-number", "890/1", "--paper-date", "2021-01-06");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains($"workforce decide confirm {ScriptedDecisions.ProposalId}", result.Output, StringComparison.Ordinal);
        Assert.Equal(
            new NewDecision
            {
                ContractId = Contract,
                Outcome = RenewalOutcome.NotRenew,
                Ground = NonRenewalGround.Discipline,
                Reason = "hukuman berat",
                Paper = new Registry.V1.Paper { Number = "890/1", Date = "2021-01-06" },
            },
            Assert.Single(Assert.Single(system.Script.Proposed).Decisions));
    }

    [Fact]
    public async Task Propose_AsRecommended_ShowsWhoIsHeldAndFails()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("decide", "propose", "--city", "kupang", "--as-recommended");

        Assert.Equal(2, result.ExitCode);
        Assert.True(Assert.Single(system.Script.Proposed).AsRecommended);
        Assert.Contains("2 proposed, 1 refused", result.Output, StringComparison.Ordinal);
        Assert.Contains("is of a worker who is not rated; have the head rate", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_Sheet_ShowsWhatWasRejectedAndHasAnIdOfItsOwn()
    {
        await using var system = await SystemAsync();
        var sheet = _folder.Write("usulan.csv", "NIK;Usulan\n5371010101800001;mungkin\n");

        var result = await system.RunAsync("decide", "propose", "--city", "kupang", "--file", sheet, "--as-recommended");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("mungkin", result.Output, StringComparison.Ordinal);
        Assert.True(system.Script.ProposalFile!.AsRecommended);
        Assert.True(Guid.TryParse(system.Script.ProposalFile.RequestId, out _));
    }

    [Theory]
    [InlineData("--nik, --contract, --file or --as-recommended is missing")]
    [InlineData("--renew or --not is missing", "--contract", Contract)]
    [InlineData("--renew or --not is missing, or both are given", "--contract", Contract, "--renew", "--not")]
    [InlineData("--renew is of one worker: add --nik or --contract", "--as-recommended", "--renew")]
    [InlineData("--paper-date is of one worker", "--as-recommended", "--paper-date", "2021-01-06")]
    [InlineData("--file is given beside --not", "--file", "-", "--not")]
    [InlineData("--ground 'perform' is none of performance", "--contract", Contract, "--not", "--ground", "perform")]
    [InlineData("--file is given beside --reason", "--file", "-", "--reason", "x")]
    [InlineData("--sheet is given without --file", "--as-recommended", "--sheet", "x")]
    public async Task Propose_WhatCannotBeMeant_SaysWhatIsMissing(string fault, params string[] options)
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(["decide", "propose", "--city", "kupang", .. options]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(fault, result.Errors, StringComparison.Ordinal);
        Assert.Empty(system.Script.Proposed);
    }

    [Fact]
    public async Task Confirm_RefusedInSeveralMessages_ShowsAllOfThemByRule()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("decide", "confirm", ScriptedDecisions.ProposalId, "--except", Contract);
        var json = await system.RunAsync("decide", "confirm", ScriptedDecisions.ProposalId, "--json");

        Assert.Equal((2, 2), (result.ExitCode, json.ExitCode));
        Assert.Contains("1 decided, 1 decided so before, 1 refused", result.Output, StringComparison.Ordinal);
        Assert.Equal(Contract, Assert.Single(system.Script.Confirmed[0].ExceptContractIds));
        Assert.Equal("unrated", JsonDocument.Parse(json.Output).RootElement.GetProperty("refusals")[0].GetProperty("refusal").GetProperty("rule").GetString());
    }

    [Fact]
    public async Task Withdraw_ByContract_SaysThatItIsUndecided()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("decide", "withdraw", "--city", "kupang", "--contract", Contract, "--reason", "salah orang");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Withdrawn: not renewed, discipline; the contract is undecided", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ShowsCountsAndWhoIsNotRenewed()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("decide", "list", "--city", "kupang");
        var proposals = await system.RunAsync("decide", "proposals", "--city", "kupang");

        Assert.Equal((0, 0), (result.ExitCode, proposals.ExitCode));
        Assert.Contains("renewed 2,019, not renewed 4, undecided 75; 4 against the recommendation", string.Join(' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains("hukuman disiplin", result.Output, StringComparison.Ordinal);
        Assert.Contains("2,086", proposals.Output, StringComparison.Ordinal);
    }

    private async Task<ScriptedSystem> SystemAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        await system.ImportAsync(_folder.Write("register.csv", "NIK,Unit Kerja\n7,Bagian Umum\n8,Bagian Umum\n9,Bagian Umum\n"));
        await system.RunAsync("expire", "--city", "kupang");
        return system;
    }
}
