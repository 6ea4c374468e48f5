using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Contract.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>recommend</c> and <c>recompute</c> against scripted services.</summary>
public sealed class RecommendTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Recommend_OfACycle_ShowsOutcomesByUnitAndReason()
    {
        await using var system = await ExpiredAsync();

        var result = await system.RunAsync("recommend", "--city", "kupang", "--list");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("do not renew 1, not rated 1", result.Output, StringComparison.Ordinal);
        Assert.Contains("performance and absence", result.Output, StringComparison.Ordinal);
        Assert.Contains("Predikat kinerja Kurang", result.Output, StringComparison.Ordinal);
        Assert.Contains("says otherwise", result.Output, StringComparison.Ordinal);
        Assert.Contains("This decides nothing", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recommend_AsJson_HasTheSums()
    {
        await using var system = await ExpiredAsync();

        var json = JsonDocument.Parse((await system.RunAsync("recommend", "--city", "kupang", "--json")).Output).RootElement;

        var recommended = json.GetProperty("recommended");
        var workers = json.GetProperty("workers").GetInt32();
        Assert.Equal((workers - 2, 1, 1), (recommended.GetProperty("renew").GetInt32(), recommended.GetProperty("not").GetInt32(), recommended.GetProperty("none").GetInt32()));
        Assert.Equal(1, json.GetProperty("head_differs").GetInt32());
    }

    [Fact]
    public async Task Recommend_NothingHasExpired_SaysWhatToDo()
    {
        await using var system = await ScriptedSystem.StartAsync();

        var result = await system.RunAsync("recommend", "--city", "kupang");

        Assert.Equal(ExitCode.BadInput, result.ExitCode);
        Assert.Contains("no contract of Kota Kupang has expired yet", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recompute_NothingDiffers_EndsWithZero()
    {
        await using var system = await ExpiredAsync();

        var result = await system.RunAsync("recompute", "--city", "kupang");

        Assert.Equal(ExitCode.Done, result.ExitCode);
        Assert.Contains("none differs", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recompute_SomethingDiffers_ListsItAndEndsWithThree()
    {
        await using var system = await ExpiredAsync();
        system.Script.Differences.Add(new RecomputedDifference { ContractId = "00000000-0000-0000-0000-0000000000c1", Kind = DifferenceKind.Outcome, Stored = "Renew", Recomputed = "NotRenew Performance" });

        var result = await system.RunAsync("recompute", "--city", "kupang");
        var json = JsonDocument.Parse((await system.RunAsync("recompute", "--city", "kupang", "--json")).Output).RootElement;

        Assert.Equal(ExitCode.Disagreement, result.ExitCode);
        Assert.Contains("1 difference", result.Output, StringComparison.Ordinal);
        Assert.Contains("NotRenew Performance", result.Output, StringComparison.Ordinal);
        Assert.Equal("outcome", json.GetProperty("differences")[0].GetProperty("kind").GetString());
    }

    private async Task<ScriptedSystem> ExpiredAsync()
    {
        var system = await ScriptedSystem.StartAsync();
        await system.ImportAsync(_folder.Write("register.csv", "NIK,Unit Kerja\n7,Bagian Umum\n8,Bagian Umum\n9,Bagian Umum\n"));
        await system.RunAsync("expire", "--city", "kupang");
        return system;
    }
}
