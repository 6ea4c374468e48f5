using System.Text.Json;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>Kupang's night as the command line plays it.</summary>
[Collection(Systems.Name)]
public sealed class NightTests(SharedSystem shared)
{
    private const int Workers = 2_180;

    [Fact]
    public async Task Play_KupangTwice_EveryWorkerIsNotifiedOnce()
    {
        var first = await PlayAsync();

        Assert.Equal(Workers, first.GetProperty("contracts_imported").GetInt32());
        Assert.Equal(0, first.GetProperty("rows_rejected").GetInt32());
        AssertComplete(first);
        Assert.Equal(Workers, first.GetProperty("expired_now").GetInt32());
        Assert.Matches("^[0-9a-f]{32}$", first.GetProperty("trace_id").GetString());

        var second = await PlayAsync();

        Assert.Equal(0, second.GetProperty("contracts_imported").GetInt32());
        Assert.Equal(Workers, second.GetProperty("contracts_unchanged").GetInt32());
        Assert.Equal(0, second.GetProperty("expired_now").GetInt32());
        AssertComplete(second);
    }

    [Fact]
    public async Task Worker_UnknownNik_OneSentenceAndExitCode2()
    {
        var (exitCode, _, errors) = await CommandLine.RunAsync(shared.Running, "worker", "5371019912319999");

        Assert.Equal(2, exitCode);
        Assert.Single(errors.Trim().Split('\n'));
        Assert.DoesNotContain("5371019912319999", errors, StringComparison.Ordinal);
    }

    private static void AssertComplete(JsonElement report)
    {
        Assert.Equal(Workers, report.GetProperty("contracts_expired").GetInt32());
        Assert.Equal(Workers, report.GetProperty("evaluation_requests").GetInt32());
        Assert.Equal(Workers, report.GetProperty("worker_notices").GetInt32());
        Assert.Equal(Workers, report.GetProperty("notices_keep_working").GetInt32() + report.GetProperty("notices_stay_home").GetInt32());
        Assert.True(report.GetProperty("notices_keep_working").GetInt32() > 0);
        Assert.True(report.GetProperty("unit_letters").GetInt32() > 0);
        Assert.Equal(0, report.GetProperty("lost").GetInt32());
        Assert.Equal(0, report.GetProperty("doubled").GetInt32());
    }

    private async Task<JsonElement> PlayAsync()
    {
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, output, errors) = await CommandLine.RunAsync(
                shared.Running, "play", "--city", "Kupang", "--as-of", "2021-01-01", "--report", file);
            Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
            return JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
