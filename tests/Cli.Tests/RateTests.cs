using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Evaluation.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>round open|show</c> and <c>rate</c> against scripted services.</summary>
public sealed class RateTests
{
    private const string Contract = "11111111-1111-1111-1111-111111111111";

    [Fact]
    public async Task RoundShow_RequiredRoundIsNotOpen_ShowsTheAlarmAndWhatToDo()
    {
        await using var system = await SystemAsync();

        var output = string.Join(' ', (await system.RunAsync("round", "show", "--city", "kupang")).Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        Assert.Contains("The quarterly round of 2020-10-01 to 2020-12-31 is required by the rating policy's version 3", output, StringComparison.Ordinal);
        Assert.Contains("workforce round open --city kupang --kind quarterly --from 2020-10-01 --to 2020-12-31", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoundOpen_Yearly_SaysWhenItIsDue()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("round", "open", "--city", "kupang", "--kind", "yearly", "--from", "2020-01-01", "--to", "2020-12-31");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("18 December 2020", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoundOpen_UnknownKind_NamesTheNearest()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("round", "open", "--city", "kupang", "--kind", "yearl", "--from", "2020-01-01", "--to", "2020-12-31");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean yearly", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoundShow_Json_HasTheCountsByUnit()
    {
        await using var system = await SystemAsync();

        var json = JsonDocument.Parse((await system.RunAsync("round", "show", "--city", "kupang", "--json")).Output).RootElement;

        Assert.Equal((4, 3, 2), (json.GetProperty("contracts").GetInt32(), json.GetProperty("rated").GetInt32(), json.GetProperty("units").GetArrayLength()));
        Assert.Equal(ScriptedRounds.RoundId, json.GetProperty("round").GetString());
    }

    [Fact]
    public async Task Rate_Sheet_ShowsWhatWasRejectedAndFails()
    {
        await using var system = await SystemAsync();
        using var folder = new TemporaryFolder();

        var result = await system.RunAsync("rate", folder.Write("sheet.csv", "NIK;Hasil Kerja;Perilaku\n"), "--city", "kupang");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("299", result.Output, StringComparison.Ordinal);
        Assert.Contains("bagus", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rate_Template_IsWritten()
    {
        await using var system = await SystemAsync();
        using var folder = new TemporaryFolder();

        var result = await system.RunAsync("rate", "--template", folder.File("sheet.csv"), "--city", "kupang");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("NIK\n", await File.ReadAllTextAsync(folder.File("sheet.csv")));
    }

    [Fact]
    public async Task Rate_ByHand_SendsAllThatIsTyped()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(
            "rate", "--city", "kupang", "--contract", Contract, "--result", "sesuai", "--conduct", "above", "--absence", "alpa:2020-03=3", "--absence", "sakit=1",
            "--recommend", "not-renew", "--note", "rajin", "--corrects", "2");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("baik, version 1, by Kepala Dinas (plt)", result.Output, StringComparison.Ordinal);
        var sent = Assert.Single(system.Script.Ratings);
        Assert.Equal((Contract, 2, Expectation.At, Expectation.Above), (sent.ContractId, sent.ExpectedVersion, sent.Facts.Result, sent.Facts.Conduct));
        Assert.Equal(
            [new Absence { Kind = AbsenceKind.Unexcused, Days = 3, Month = "2020-03" }, new Absence { Kind = AbsenceKind.Sick, Days = 1 }], sent.Facts.Absences);
        Assert.Equal((HeadRecommendation.NotRenew, "rajin"), (sent.Facts.HeadRecommendation, sent.Facts.Note));
    }

    [Theory]
    [InlineData("name a sheet to hand in", "rate", "--city", "kupang")]
    [InlineData("'alpa' is not of the form alpa=3", "rate", "--city", "kupang", "--contract", Contract, "--absence", "alpa")]
    [InlineData("--result 'sesua' is none of", "rate", "--city", "kupang", "--contract", Contract, "--result", "sesua")]
    [InlineData("is to end in .xlsx or .csv", "rate", "--city", "kupang", "--template", "sheet.pdf")]
    public async Task Rate_TypedWrong_SaysHow(string expected, params string[] arguments)
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
