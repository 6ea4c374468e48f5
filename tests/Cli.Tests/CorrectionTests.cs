using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>worker correct|history</c> and <c>contract withdraw</c> against scripted services.</summary>
public sealed class CorrectionTests
{
    private const string Wrong = "5371015205900001";
    private const string Right = "5371015205900002";

    [Fact]
    public async Task WorkerCorrect_NameAndNik_AreSentAndShownWithReasonAndPaper()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(
            "worker", "correct", Wrong, "--name", "Maria Banu", "--nik", Right, "--reason", "salah ketik", "--paper", "814/7", "--paper-date", "2021-01-04");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        AssertShows(result, "name", "Maria Bano", "Maria Banu", "NIK", "…0001", "…0002", "salah ketik", "814/7, 2021-01-04", "2021-01-04 02:30 UTC", "Yohana Taek");
        Assert.DoesNotContain(Right, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkerCorrect_MadeAgainAfterItsAnswerWasLost_SaysThatItIsSo()
    {
        await using var system = await SystemAsync();
        string[] correct = ["worker", "correct", Wrong, "--nik", Right, "--reason", "KTP"];
        await system.RunAsync(correct);

        var again = await system.RunAsync(correct);

        Assert.Equal((0, ""), (again.ExitCode, again.Errors));
        AssertShows(again, "Nothing to correct: the register says so already.");
        Assert.Single(system.Script.Corrections);
    }

    [Fact]
    public async Task WorkerCorrect_NikThatIsNobodys_IsNotTakenForAnEarlierCorrection()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("worker", "correct", "5371015205900009", "--nik", Wrong, "--reason", "KTP");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("no worker has this NIK", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContractWithdraw_IsShownAndOnTheWorkersScreen()
    {
        await using var system = await SystemAsync();
        var id = system.Script.Periods[0].ContractId;

        var result = await system.RunAsync("contract", "withdraw", id, "--reason", "tercatat dua kali", "--paper", "814/8", "--paper-date", "2021-01-04");
        var again = await system.RunAsync("contract", "withdraw", id, "--reason", "tercatat dua kali", "--paper", "814/8", "--paper-date", "2021-01-04");
        var worker = await system.RunAsync("worker", Wrong);

        Assert.Equal((0, 0, 0), (result.ExitCode, again.ExitCode, worker.ExitCode));
        AssertShows(result, "contract", "withdrawn", "tercatat dua kali", "814/8, 2021-01-04");
        AssertShows(again, "Nothing to correct: the register says so already.");
        Assert.Equal([id], worker.Output.Split('\n').SkipWhile(line => !line.Contains("withdrawn", StringComparison.Ordinal)).Take(2)
            .SelectMany(line => system.Script.Periods.Select(period => period.ContractId).Where(line.Contains)));
    }

    [Fact]
    public async Task WorkerHistory_WorkerAndContractsWereCorrected_ShowsAllWithTheContracts()
    {
        await using var system = await SystemAsync();
        var id = system.Script.Periods[1].ContractId;
        await system.RunAsync("worker", "correct", Wrong, "--name", "Maria Banu", "--nik", Right, "--reason", "KTP");
        await system.RunAsync("contract", "withdraw", id, "--reason", "tercatat dua kali");

        var history = await system.RunAsync("worker", "history", Right);
        var ofContract = await system.RunAsync("contract", "history", id);

        Assert.Equal((0, ""), (history.ExitCode, history.Errors));
        AssertShows(history, "name", "Maria Bano", "Maria Banu", "NIK", "…0001", "…0002", "withdrawn", "tercatat dua kali", id);
        Assert.DoesNotContain("Maria Banu", ofContract.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WorkerHistory_Json_IsTheListOfTheProto()
    {
        await using var system = await SystemAsync();
        var id = system.Script.Periods[0].ContractId;
        await system.RunAsync("worker", "correct", Wrong, "--name", "Maria Banu", "--reason", "KTP");
        await system.RunAsync("contract", "withdraw", id, "--reason", "tercatat dua kali", "--paper", "814/8", "--paper-date", "2021-01-04");

        var history = await system.RunAsync("worker", "history", Wrong, "--json");

        var corrections = JsonDocument.Parse(history.Output).RootElement.GetProperty("corrections").EnumerateArray().ToList();
        Assert.Equal(["CORRECTED_FIELD_WITHDRAWN", "CORRECTED_FIELD_NAME"], corrections.Select(one => one.GetProperty("field").GetString()));
        Assert.Equal(
            (id, "814/8", "2021-01-04T02:30:00Z"),
            (corrections[0].GetProperty("contract_id").GetString(), corrections[0].GetProperty("paper").GetProperty("number").GetString(), corrections[0].GetProperty("at").GetString()));
        Assert.Equal(("Maria Bano", "Maria Banu"), (corrections[1].GetProperty("from").GetString(), corrections[1].GetProperty("to").GetString()));
    }

    [Fact]
    public async Task ContractHistory_Json_IsTheListOfTheProto()
    {
        await using var system = await SystemAsync();
        var id = system.Script.Periods[0].ContractId;
        await system.RunAsync("contract", "withdraw", id, "--reason", "tercatat dua kali");

        var history = await system.RunAsync("contract", "history", id, "--json");

        var correction = Assert.Single(JsonDocument.Parse(history.Output).RootElement.GetProperty("corrections").EnumerateArray());
        Assert.Equal((id, "CORRECTED_FIELD_WITHDRAWN"), (correction.GetProperty("contract_id").GetString(), correction.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task ContractHistory_IdThatNoContractHas_SaysWhereToFindIds()
    {
        await using var system = await SystemAsync();
        AssertShows(await system.RunAsync("contract", "history", $"{Guid.NewGuid()}"), "Nothing was corrected of a contract with this id", "worker NIK");
    }

    [Fact]
    public async Task WorkerCorrect_NameThatBeginsWithAnAt_IsSentAsItIs()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("worker", "correct", Wrong, "--name", "@Maria", "--reason", "@KTP");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        AssertShows(result, "@Maria", "@KTP");
    }

    [Fact]
    public async Task WorkerHistory_NothingWasCorrected_SaysSo()
    {
        await using var system = await SystemAsync();
        AssertShows(await system.RunAsync("worker", "history", Wrong), "Nothing was corrected.");
    }

    [Theory]
    [InlineData("Option '--reason' is required", "worker", "correct", Wrong, "--name", "Maria Banu")]
    [InlineData("--paper is given without --paper-date, the paper's date", "contract", "withdraw", "x", "--reason", "y", "--paper", "814/8")]
    [InlineData("NIK: 16 digits are expected, 3 characters were given", "worker", "history", "123")]
    public async Task Typed_Mistake_IsOneSentence(string expected, params string[] arguments)
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    // Of a table's cells whatever their widths.
    private static void AssertShows(CommandLine.Result result, params string[] texts) =>
        Assert.All(texts, text => Assert.Contains(text.Replace(" ", "", StringComparison.Ordinal), Squeezed(result.Output), StringComparison.Ordinal));

    private static string Squeezed(string output) => string.Concat(output.Where(letter => !char.IsWhiteSpace(letter)));

    private static async Task<ScriptedSystem> SystemAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        system.Script.Nik = Wrong;
        foreach (var lastDay in (string[])["2020-12-31", "2021-12-31"])
            system.Script.Periods.Add(new ContractPeriod
            {
                ContractId = $"{Guid.NewGuid()}",
                FirstDay = $"{lastDay[..4]}-01-01",
                LastDay = lastDay,
                Position = "Perawat",
                Engagement = EngagementKind.NonPermanent,
            });
        return system;
    }
}
