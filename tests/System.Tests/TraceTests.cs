using System.Text.Json;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>What the real Aspire dashboard received of a night.</summary>
public sealed class TraceTests
{
    private static readonly string[] Services = ["contract", "evaluation", "notification", "registry"];

    [Fact]
    public async Task Dashboard_AfterTheNight_HasOneTraceThroughAllFourServices()
    {
        await using var host = await AppHostProcess.StartAsync(
            "--Dashboard=on", "--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off");
        var report = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.json");
        var (exitCode, output, errors) = await CommandLine.RunAsync(
            "--endpoints", host.EndpointsFile, "play", "--city", "Kupang", "--as-of", "2021-01-01", "--report", report);
        Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
        var trace = JsonDocument.Parse(await File.ReadAllTextAsync(report)).RootElement.GetProperty("trace_id").GetString()!;
        File.Delete(report);

        var seen = "";
        await Eventually.HoldsAsync(async () =>
        {
            seen = await AspireCli.RunAsync("otel", "spans", "--trace-id", trace, "--format", "Json", "--limit", "1000");
            return ServicesOf(seen).SequenceEqual(Services);
        }, "the trace has spans of all four services", TimeSpan.FromMinutes(1));

        Assert.Contains("workforce.contract.v1.CycleService/Expire", seen, StringComparison.Ordinal);
        var all = await AspireCli.RunAsync("otel", "spans", "--format", "Json", "--limit", "5000");
        Assert.Contains(trace, all, StringComparison.Ordinal);
        Assert.DoesNotContain("\"select 1\"", all, StringComparison.Ordinal); // what health probes ask

        // Personal data: no NIK in any span of the night.
        Assert.DoesNotMatch("\\b53[0-9]{14}\\b", seen);

        await AssertAsksForItsTokenAsync(new Uri(host.Dashboard));
    }

    // It shows every password of the system.
    private static async Task AssertAsksForItsTokenAsync(Uri dashboard)
    {
        Assert.Matches("^[?]t=[0-9a-f]+$", dashboard.Query);
        using var stranger = new HttpClient();
        using var shown = await stranger.GetAsync(dashboard.GetLeftPart(UriPartial.Authority));
        Assert.StartsWith("/login", shown.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private static IEnumerable<string> ServicesOf(string spans) =>
        JsonDocument.Parse(spans).RootElement.EnumerateArray().Select(span => span.GetProperty("source").GetString()!).Distinct().Order();
}
