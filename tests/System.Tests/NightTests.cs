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

    // Eleven rows of one unit, as of 1 January 2021: seven are over, one of them before the first policy, and one of a worker whose next
    // contract begins that day.
    [Fact]
    public async Task Play_NextContractAndDayBeforeThePolicy_NoOneInForceIsSentHomeAndNothingIsLost()
    {
        var report = await PlayAsync(FolderOf("Registers/city"), "Registers/continuing.csv");

        Assert.Equal(11, report.GetProperty("contracts_imported").GetInt32());
        AssertCounts(report, ("contracts_due", 7), ("contracts_left_out", 1), ("contracts_expired", 6), ("lost", 0), ("doubled", 0));
        AssertCounts(report, ("evaluation_requests", 5), ("contracts_without_request", 1));
        AssertCounts(report, ("worker_notices", 6), ("notices_continuing", 1), ("notices_stay_home", 5), ("notices_keep_working", 0));
        var leftOut = Assert.Single(report.GetProperty("left_out_days").EnumerateArray());
        Assert.Equal("2019-06-30", leftOut.GetProperty("last_day").GetString());
        Assert.Contains("no policy in force on 2019-07-01", leftOut.GetProperty("reason").GetString(), StringComparison.Ordinal);

        var (_, goesOn, _) = await CommandLine.RunAsync(shared.Running, "worker", "5371310703900011");
        Assert.Contains("Pekerjaan Saudara/i berlanjut dengan kontrak berikutnya, yang berlaku mulai hari Jumat, 1 Januari 2021", goesOn, StringComparison.Ordinal);
        Assert.DoesNotContain("dirumahkan sampai dengan", goesOn, StringComparison.Ordinal);
        var (_, unit, _) = await CommandLine.RunAsync(shared.Running, "unit", "Bagian Umum", "--city", "uji-berlanjut");
        Assert.DoesNotContain("Dua Kontrak", unit, StringComparison.Ordinal);
        Assert.Contains("Markus Tallo, Plt. Kepala Bagian Umum", unit, StringComparison.Ordinal);
        Assert.Contains("3 requests by 14 January 2021, last day 31 December 2020", unit, StringComparison.Ordinal);
        // Swept a day and more too late: counted from the day of the sweep.
        Assert.Contains("1 request by 15 January 2021, last day 30 June 2020", unit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_UnknownNik_OneSentenceAndExitCode2()
    {
        var (exitCode, _, errors) = await CommandLine.RunAsync(shared.Running, "worker", "5371019912319999");

        Assert.Equal(2, exitCode);
        Assert.Equal(["acting as Yohana Taek (hr, Badan Kepegawaian)", "error: worker with NIK '…9999' is not known"], errors.Trim().Split('\n'));
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

    private static void AssertCounts(JsonElement report, params (string Field, int Value)[] expected) =>
        Assert.All(expected, pair => Assert.Equal((pair.Field, pair.Value), (pair.Field, report.GetProperty(pair.Field).GetInt32())));

    private static string FolderOf(string content) => Path.Combine(AppContext.BaseDirectory, content);

    private Task<JsonElement> PlayAsync() => PlayAsync("Kupang");

    private async Task<JsonElement> PlayAsync(string city, string? register = null)
    {
        var file = Path.GetTempFileName();
        try
        {
            var (exitCode, output, errors) = await CommandLine.RunAsync(
                shared.Running,
                ["play", "--city", city, "--as-of", "2021-01-01", "--report", file, .. register is null ? [] : (string[])["--register", FolderOf(register)]]);
            Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
            return JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
