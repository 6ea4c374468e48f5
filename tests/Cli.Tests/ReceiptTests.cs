using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Workforce.Cli.Tests.Scripted;
using Workforce.Notification.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>receipt</c> and <c>receipt list</c> against scripted services.</summary>
public sealed class ReceiptTests
{
    private const string Contract = "11111111-1111-1111-1111-111111111111";

    [Fact]
    public async Task Receipt_Sheet_ShowsWhatWasRejectedAndFails()
    {
        await using var system = await SystemAsync();
        using var folder = new TemporaryFolder();

        var result = await system.RunAsync("receipt", folder.Write("tanda-terima.csv", "NIK;Diterima Tanggal;Cara;Saksi\n"), "--city", "kupang");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("299", result.Output, StringComparison.Ordinal);
        Assert.Contains("merpati", result.Output, StringComparison.Ordinal);
        Assert.Equal((ScriptedRounds.RoundId, "tanda-terima.csv"), (system.Script.ReceiptsFile!.RoundId, system.Script.ReceiptsFile.FileName));
    }

    [Fact]
    public async Task Receipt_ByHand_SendsAllThatIsTyped()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("receipt", "--city", "kupang", "--contract", Contract, "--on", "2020-12-21", "--way", "diserahkan", "--witness", "Maria Bano");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Recorded: received on 21 December 2020, handed over, witness Maria Bano; recorded by Yohana Taek", result.Output, StringComparison.Ordinal);
        var sent = Assert.Single(system.Script.Receipts);
        Assert.Equal(ScriptedRounds.RoundId, sent.RoundId);
        Assert.Equal(
            new NewReceipt { ContractId = Contract, ReceivedOn = "2020-12-21", Way = ReceiptWay.HandedOver, Witness = "Maria Bano" }, Assert.Single(sent.Receipts));
    }

    [Fact]
    public async Task Receipt_AnotherStands_ShowsTheFirstAndFails()
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync("receipt", "--city", "kupang", "--notice", Contract, "--on", "2020-12-22", "--way", "post", "--witness", "Petugas Pos");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Not recorded: received_on another receipt stands", result.Output, StringComparison.Ordinal);
        Assert.Contains("What stands: received on 21 December 2020", result.Output, StringComparison.Ordinal);
        Assert.Equal("", Assert.Single(system.Script.Receipts).RoundId);
    }

    [Fact]
    public async Task List_SomeHaveReceived_CountsTheNewestNotices()
    {
        await using var system = await SystemAsync();
        var unit = system.Script.Units[0];
        system.Script.Notices.AddRange([Told("c1", 1, unit.Id, "2020-12-21"), Told("c1", 2, unit.Id), Told("c2", 1, unit.Id, "2020-12-21"), Told("c3", 1, system.Script.Units[1].Id)]);

        var json = JsonDocument.Parse((await system.RunAsync("receipt", "list", "--city", "kupang", "--json")).Output).RootElement;
        var missing = (await system.RunAsync("receipt", "list", "--city", "kupang", "--missing", "--unit", unit.Code)).Output;

        Assert.Equal((3, 1, 2, 4), (json.GetProperty("workers").GetInt32(), json.GetProperty("received").GetInt32(), json.GetProperty("missing").GetInt32(), json.GetProperty("notices").GetArrayLength()));
        Assert.Contains("1 of 2 workers received the newest notice of the rating, 1 did not", missing, StringComparison.Ordinal);
        Assert.Contains("version 2", missing, StringComparison.Ordinal);
        Assert.DoesNotContain("version 1", missing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name a sheet to hand in", "receipt", "--city", "kupang")]
    [InlineData("--way is missing", "receipt", "--city", "kupang", "--contract", Contract)]
    [InlineData("--way 'diserahka' is none of", "receipt", "--city", "kupang", "--contract", Contract, "--way", "diserahka")]
    [InlineData("did you mean diserahkan", "receipt", "--city", "kupang", "--contract", Contract, "--way", "diserahka")]
    [InlineData("--on '21/12/2020' is not a date of the form yyyy-MM-dd", "receipt", "--city", "kupang", "--contract", Contract, "--on", "21/12/2020")]
    public async Task Receipt_TypedWrong_SaysHow(string expected, params string[] arguments)
    {
        await using var system = await SystemAsync();

        var result = await system.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
    }

    private static Notice Told(string contract, int version, string unit, string? receivedOn = null) => new()
    {
        Id = $"{contract}-{version}",
        Kind = NoticeKind.Rated,
        ContractId = contract,
        WorkerId = $"{contract}-worker",
        UnitId = unit,
        RoundId = ScriptedRounds.RoundId,
        RatingId = $"{contract}-{version}",
        RatingVersion = version,
        IssuedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2020, 12, 18, 10, 0, 0, TimeSpan.Zero)),
        Receipt = receivedOn is null ? null : new Receipt { ReceivedOn = receivedOn, Way = ReceiptWay.HandedOver, Witness = "Maria Bano", RecordedBy = new() { Name = "Yohana Taek" } },
    };

    private static async Task<ScriptedSystem> SystemAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        await system.RunAsync("city", "apply", Sources.Kupang);
        return system;
    }
}
