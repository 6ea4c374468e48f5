using System.Text.Json;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>What Aspire's command line and dashboard show of a running system, and do with it.</summary>
public sealed class AspireCliTests(AspireSystem system) : IClassFixture<AspireSystem>
{
    private static readonly string[] Services = ["contract", "evaluation", "notification", "registry"];

    [Fact]
    public async Task Ps_Running_NamesAppHost()
    {
        var running = Assert.Single(JsonDocument.Parse(await AspireCli.RunAsync("ps", "--format", "Json")).RootElement.EnumerateArray());
        Assert.EndsWith("AppHost.csproj", running.GetProperty("appHostPath").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_Running_HasServicesServersAndTheNight()
    {
        var described = await AspireCli.RunAsync("describe", "--format", "Json");
        Assert.All([.. Services, "night", "contract-db"], name => Assert.Contains($"\"{name}\"", described, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ResourceCommands_AfterTheNight_AnswerAsTheirRpcsDo()
    {
        Assert.Contains("Nothing more was due", await AspireCli.RunAsync("resource", "contract", "sweep", "--city", "kupang", "--as-of", "2021-01-01"), StringComparison.Ordinal);
        Assert.Contains("There are no dead letters", await AspireCli.RunAsync("resource", "evaluation", "dead-letters-list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_AfterTheNight_TellOfTheSweep() =>
        Assert.Contains("Swept kupang as of 2021-01-01: 2180 contracts", await AspireCli.RunAsync("logs", "contract"), StringComparison.Ordinal);

    [Fact]
    public async Task Traces_AfterTheNight_HoldTheSweepThroughAllFourServices()
    {
        // Spans are exported once a second, and by each service at its own.
        var night = "";
        await Eventually.HoldsAsync(
            async () => (night = await SpansOfTheSweepAsync()) is not "" && ServicesOf(night).SequenceEqual(Services),
            "the sweep's trace has spans of all four services", TimeSpan.FromMinutes(1));

        Assert.DoesNotMatch("\\b53[0-9]{14}\\b", night); // a NIK of Kupang
    }

    [Fact]
    public async Task Traces_HealthProbes_AreNotAmongThem() =>
        Assert.DoesNotContain("\"select 1\"", await AspireCli.RunAsync("otel", "spans", "--format", "Json", "--limit", "5000"), StringComparison.Ordinal);

    // It shows every password of the system.
    [Fact]
    public async Task Dashboard_WithoutItsToken_AsksForIt()
    {
        Assert.Matches("^[?]t=[0-9a-f]+$", system.Dashboard.Query);
        using var stranger = new HttpClient();
        using var shown = await stranger.GetAsync(system.Dashboard.GetLeftPart(UriPartial.Authority));
        Assert.StartsWith("/login", shown.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private static async Task<string> SpansOfTheSweepAsync()
    {
        var all = JsonDocument.Parse(await AspireCli.RunAsync("otel", "spans", "--format", "Json", "--limit", "5000")).RootElement.EnumerateArray();
        var sweep = all.FirstOrDefault(span => span.GetProperty("name").GetString() is "workforce.contract.v1.CycleService/Expire");
        return sweep.ValueKind is JsonValueKind.Undefined
            ? ""
            : await AspireCli.RunAsync("otel", "spans", "--trace-id", sweep.GetProperty("traceId").GetString()!, "--format", "Json", "--limit", "1000");
    }

    private static IEnumerable<string> ServicesOf(string spans) =>
        JsonDocument.Parse(spans).RootElement.EnumerateArray().Select(span => span.GetProperty("source").GetString()!).Distinct().Order();
}
