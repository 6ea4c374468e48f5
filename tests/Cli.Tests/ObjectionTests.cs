using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Evaluation.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>object</c> and <c>rule</c> against scripted services.</summary>
public sealed class ObjectionTests
{
    private const string Contract = "11111111-1111-1111-1111-111111111111";

    [Fact]
    public async Task Object_OnPaper_SendsAllThatIsTypedAndSaysWhenItIsDue()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(
            "object", "--city", "kupang", "--contract", Contract, "--reason", "Saya hadir.", "--paper-number", "012/KEB", "--paper-date", "2021-01-02", "--filed-on", "2021-01-04");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Objection of 4 January 2021 against version 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("9 January 2021", result.Output, StringComparison.Ordinal);
        var sent = Assert.Single(system.Script.Filed);
        Assert.Equal(
            (ScriptedRounds.RoundId, Contract, "Saya hadir.", "012/KEB", "2021-01-02", "2021-01-04"),
            (sent.RoundId, sent.ContractId, sent.Reason, sent.Paper.Number, sent.Paper.Date, sent.FiledOn));
    }

    [Fact]
    public async Task Object_ByTheWorker_SendsNoPaperAndNoDay()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("object", "--city", "kupang", "--contract", Contract, "--reason", "Saya hadir.", "--json");

        var sent = Assert.Single(system.Script.Filed);
        Assert.Equal((0, null, ""), (result.ExitCode, sent.Paper, sent.FiledOn));
        Assert.Equal("2021-01-09", JsonDocument.Parse(result.Output).RootElement.GetProperty("ruling_due").GetString());
    }

    [Fact]
    public async Task ObjectList_OpenAndLate_ShowsBothAndAsksForThem()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("object", "list", "--city", "kupang", "--open", "--late");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        // Cells are wrapped between words.
        foreach (var text in (string[])["2 objections, 1 open, 1 late", ScriptedObjections.ObjectionId, "[setiap]", "late: due 2021-01-09", "granted by"])
            Assert.Contains(text, result.Output, StringComparison.Ordinal);
        var asked = Assert.Single(system.Script.ObjectionsAsked);
        Assert.Equal((system.Script.City.Id, true, true, ""), (asked.CityId, asked.Open, asked.Late, asked.UnitId));
    }

    [Fact]
    public async Task ObjectList_Json_HasTheObjections()
    {
        await using var system = await SystemAsync();

        var json = JsonDocument.Parse((await system.RunAsync("object", "list", "--city", "kupang", "--json")).Output).RootElement.GetProperty("objections");

        Assert.Equal("RULING_OUTCOME_GRANTED", json[1].GetProperty("ruling").GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Rule_Granted_SendsWhatTheRatingBecomes()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(
            "rule", ScriptedObjections.ObjectionId, "--granted", "--reason", "Bukti diterima.", "--result", "sesuai", "--conduct", "atas", "--absence", "alpa=2");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Objection granted by Sekretaris Daerah (pj), by version 2", result.Output, StringComparison.Ordinal);
        var sent = Assert.Single(system.Script.Rulings);
        Assert.Equal(
            (ScriptedObjections.ObjectionId, RulingOutcome.Granted, "Bukti diterima.", Expectation.At, Expectation.Above, 2),
            (sent.ObjectionId, sent.Outcome, sent.Reason, sent.Facts.Result, sent.Facts.Conduct, sent.Facts.Absences[0].Days));
    }

    [Fact]
    public async Task Rule_Rejected_SendsNoFacts()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("rule", ScriptedObjections.ObjectionId, "--rejected", "--reason", "Sesuai catatan.", "--json");

        var sent = Assert.Single(system.Script.Rulings);
        Assert.Equal((0, RulingOutcome.Rejected, null), (result.ExitCode, sent.Outcome, sent.Facts));
        Assert.Equal("Sesuai catatan.", JsonDocument.Parse(result.Output).RootElement.GetProperty("ruling").GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("--contract is required, or the command list", "object", "--city", "kupang")]
    [InlineData("--city is required, or the command list", "object", "--contract", Contract, "--reason", "x")]
    [InlineData("--paper-number is given without --paper-date", "object", "--city", "kupang", "--contract", Contract, "--reason", "x", "--paper-number", "1")]
    [InlineData("--filed-on '4 January' is not a date", "object", "--city", "kupang", "--contract", Contract, "--reason", "x", "--filed-on", "4 January")]
    [InlineData("say --granted or --rejected: one of them", "rule", Contract, "--reason", "x")]
    [InlineData("say --granted or --rejected: one of them", "rule", Contract, "--reason", "x", "--granted", "--rejected")]
    [InlineData("--granted needs all that the rating is to say", "rule", Contract, "--reason", "x", "--granted")]
    [InlineData("--rejected leaves the rating as it is", "rule", Contract, "--reason", "x", "--rejected", "--score", "80")]
    [InlineData("--reason", "rule", Contract, "--rejected")]
    public async Task TypedWrong_SaysHow(string expected, params string[] arguments)
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.Empty(system.Script.Filed);
        Assert.Empty(system.Script.Rulings);
    }

    private static async Task<ScriptedSystem> SystemAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        await system.RunAsync("city", "apply", Sources.Kupang);
        return system;
    }
}
