using System.Diagnostics;
using System.Text.Json;
using Workforce.Cli.Tests.Scripted;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary><c>play</c> and its parts against scripted services: counts, output, report and exit code.</summary>
public sealed class NightTests : IAsyncLifetime, IDisposable
{
    private const int Workers = 7;

    private readonly TemporaryFolder _folder = new();
    private ScriptedSystem _system = null!;

    public async Task InitializeAsync() => _system = await ScriptedSystem.StartAsync();

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Play_AllWell_LosesAndDoublesNothing()
    {
        var (result, report) = await PlayAsync();

        Assert.Equal("", result.Errors);
        Assert.Equal(0, result.ExitCode);
        AssertReport(report, ("contracts_imported", 7), ("rows_rejected", 0), ("contracts_expired", 7), ("expired_now", 7));
        AssertReport(report, ("evaluation_requests", 7), ("worker_notices", 7), ("notices_keep_working", 4), ("notices_stay_home", 3));
        AssertReport(report, ("unit_letters", 2), ("lost", 0), ("doubled", 0));
        Assert.Equal("4bf92f3577b34da6a3ce929d0e0e4736", report.GetProperty("trace_id").GetString());
        Assert.True(report.GetProperty("seconds_import").GetDouble() > 0);
        Assert.True(report.GetProperty("seconds_fan_out").GetDouble() > 0);
        Assert.Contains("Nothing lost, nothing doubled", result.Output, StringComparison.Ordinal);
        Assert.Contains("Workers notified 7 of 7 · Letters to heads 2 of 2", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
        var cycle = Assert.Single(report.GetProperty("cycles").EnumerateArray());
        AssertReport(cycle, ("expired", 7), ("requested", 7), ("notified", 7));
    }

    [Fact]
    public async Task Play_SecondTime_AddsNothingAndCountsAll()
    {
        await PlayAsync();
        var (result, report) = await PlayAsync();

        Assert.Equal(0, result.ExitCode);
        AssertReport(report, ("contracts_imported", 0), ("contracts_unchanged", 7), ("expired_now", 0), ("contracts_expired", 7), ("worker_notices", 7), ("lost", 0), ("doubled", 0));
    }

    [Fact]
    public async Task Play_RegisterBreaksOff_ExpiresNothing()
    {
        _system.Script.BreaksOff = true;
        var register = _folder.Write("register.csv", "NIK,Unit Kerja\n1,Bagian Umum\n");

        var result = await _system.RunAsync("play", "--city", Sources.Kupang, "--register", register, "--as-of", "2021-01-01");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("so no contract expires", result.Errors, StringComparison.Ordinal);
        Assert.Empty(_system.Script.Requests);
    }

    public static TheoryData<string, int, int> Mishaps => new()
    {
        { "notice lost", 1, 0 },
        { "request lost", 1, 0 },
        { "letter lost", 1, 0 },
        { "contract never expired", 1, 0 },
        { "notice doubled", 0, 1 },
        { "request doubled", 0, 1 },
        { "letter doubled", 0, 1 },
        { "notice to another worker", 1, 1 },
        { "request for a contract that the register does not know", 0, 1 },
    };

    [Theory, MemberData(nameof(Mishaps))]
    public async Task Play_ListingsDisagree_CountsLostAndDoubledWithExitCode3(string mishap, int lost, int doubled)
    {
        _system.Script.Mishap = script => Happen(mishap, script);

        var (result, report) = await PlayAsync();

        Assert.Equal(3, result.ExitCode);
        AssertReport(report, ("lost", lost), ("doubled", doubled));
        Assert.Contains("the listings do not agree with the register", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_WorkersWhoGoOn_AreNotAskedForAndNotLost()
    {
        _system.Script.Continuing = 2;

        var (result, report) = await PlayAsync();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        AssertReport(report, ("contracts_expired", 7), ("evaluation_requests", 5), ("contracts_without_request", 2), ("worker_notices", 7));
        AssertReport(report, ("notices_continuing", 2), ("notices_keep_working", 2), ("notices_stay_home", 3), ("unit_letters", 2), ("lost", 0), ("doubled", 0));
        Assert.Contains("Ratings requested 5 of 5 · Workers notified 7 of 7", result.Output, StringComparison.Ordinal);
        Assert.Contains("no request: the worker goes on", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_RequestForAWorkerWhoGoesOn_IsDoubled()
    {
        _system.Script.Continuing = 1;
        _system.Script.Mishap = script =>
        {
            var stray = script.Requests[0].Clone();
            (stray.ContractId, stray.WorkerId) = (script.Expired[0].Id, script.Expired[0].WorkerId);
            script.Requests.Add(stray);
        };

        var (result, report) = await PlayAsync();

        Assert.Equal(3, result.ExitCode);
        AssertReport(report, ("lost", 0), ("doubled", 1));
    }

    [Fact]
    public async Task Play_AllWorkersOfAUnitGoOn_ItsLetterIsNotLost()
    {
        _system.Script.Continuing = 4; // all of the hospital

        var (result, report) = await PlayAsync();

        Assert.Equal(0, result.ExitCode);
        AssertReport(report, ("unit_letters", 1), ("lost", 0), ("doubled", 0));
    }

    [Fact]
    public async Task Play_DaysThatAreLeftOut_AreToldFromLost()
    {
        LeaveOut("2019-06-30");

        var (result, report) = await PlayAsync("8,Bagian Umum,2019-06-30", "9,Bagian Umum,2019-06-30");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        AssertReport(report, ("contracts_due", 9), ("contracts_left_out", 2), ("contracts_expired", 7), ("lost", 0), ("doubled", 0));
        Assert.Contains("! left out, last day 30 June 2019: 2 contracts", result.Output, StringComparison.Ordinal);
        Assert.Contains("  Kota Kupang has no policy in force on 2019-07-01; apply one first", result.Output, StringComparison.Ordinal);
        var left = Assert.Single(report.GetProperty("left_out_days").EnumerateArray());
        AssertReport(left, ("contracts", 2));
    }

    [Fact]
    public async Task Report_ContractThatContractHasNot_IsLostAlsoOnADayThatIsLeftOut()
    {
        LeaveOut("2019-06-30");
        await PlayAsync("8,Bagian Umum,2019-06-30", "9,Bagian Umum,2019-06-30");
        // In force nowhere, and expired nowhere.
        var lost = _system.Script.Periods[^1];
        _system.Script.Expired.Add(new() { Id = lost.ContractId, WorkerId = lost.WorkerId, UnitId = lost.UnitId, CycleId = "another" });

        var result = await _system.RunAsync("report", "--city", "kupang", "--json");

        Assert.Equal(3, result.ExitCode);
        AssertReport(JsonDocument.Parse(result.Output).RootElement, ("contracts_left_out", 1), ("lost", 4)); // with its request, notice and letter
    }

    [Fact]
    public async Task Expire_OnlyDaysThatAreLeftOutRemain_NamesThemAndEndsWith2()
    {
        LeaveOut("2019-06-30");
        await PlayAsync("8,Bagian Umum,2019-06-30", "9,Bagian Umum,2019-06-30");

        var result = await _system.RunAsync("expire", "--city", "kupang");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Nothing more of Kota Kupang could expire.", result.Output, StringComparison.Ordinal);
        Assert.Contains("! left out, last day 30 June 2019: 2 contracts", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_AllThatIsDueIsLeftOut_TellsItFromLost()
    {
        LeaveOut("2019-06-30");
        await _system.ImportAsync(_folder.Write("register.csv", "NIK,Unit Kerja\n8,Bagian Umum,2019-06-30\n9,Bagian Umum,2019-06-30\n"));

        var result = await _system.RunAsync("report", "--city", "kupang", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        AssertReport(JsonDocument.Parse(result.Output).RootElement, ("contracts_due", 2), ("contracts_left_out", 2), ("contracts_expired", 0), ("lost", 0));
    }

    [Fact]
    public async Task Report_Json_IsNothingButJson()
    {
        await PlayAsync();

        var result = await _system.RunAsync("report", "--city", "kupang", "--json");

        Assert.Equal(0, result.ExitCode);
        AssertReport(JsonDocument.Parse(result.Output).RootElement, ("contracts_due", 7), ("contracts_expired", 7), ("lost", 0), ("doubled", 0));
    }

    [Fact]
    public async Task Watch_NothingExpired_SaysWhatToDo()
    {
        var result = await _system.RunAsync("watch", "--city", "kupang");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("error: no contract of Kota Kupang has expired yet; workforce expire --city kupang expires those that are due\n", result.Errors);
    }

    [Fact]
    public async Task Watch_AllNotified_SaysSo()
    {
        await PlayAsync();

        var result = await _system.RunAsync("watch", "--city", "kupang");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains("Every worker is notified.", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task City_Unknown_IsTheServicesSentence()
    {
        var result = await _system.RunAsync("expire", "--city", "kupan");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("error: no city 'kupan'; the nearest is kupang\n", result.Errors);
    }

    [Fact]
    public async Task Expire_Interrupted_EndsWith130AndOneSentence()
    {
        using var sweeping = new SemaphoreSlim(0);
        using var over = new ManualResetEventSlim();
        _system.Script.Mishap = _ =>
        {
            sweeping.Release();
            over.Wait(TimeSpan.FromSeconds(60));
        };
        using var process = CommandLine.Start(_system.Environment, "expire", "--city", "kupang");
        await sweeping.WaitAsync();

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        over.Set();

        Assert.Equal(130, process.ExitCode);
        Assert.Equal("error: interrupted; what was already sent stays\n", await process.StandardError.ReadToEndAsync());
    }

    [Fact]
    public async Task Unit_Alias_ShowsHeadAndLetter()
    {
        await PlayAsync();

        var result = await _system.RunAsync("unit", "rsud sk lerik");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Direktur RSUD S. K. Lerik", result.Output, StringComparison.Ordinal);
        Assert.Contains("4 open requests", result.Output, StringComparison.Ordinal);
        // As the cycle froze it: the register has another head by now.
        Assert.Matches(@"Asked of\s+.+ lama, Plt\. Direktur RSUD S\. K\. Lerik", result.Output);
        Assert.Contains("4 requests by 14 January 2021, last day 31 December 2020", result.Output, StringComparison.Ordinal);
        Assert.Contains("Daftar nama", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unit_Mistyped_NamesTheNearest()
    {
        await PlayAsync();

        var result = await _system.RunAsync("unit", "Puskesmas Oesap");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("(did you mean Puskesmas Oesapa", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_ManyFindings_Shows50AndWritesAll()
    {
        await PlayAsync();
        _system.Script.Findings.AddRange(Enumerable.Range(9, 120).Select(row =>
            new Finding { Severity = Severity.Rejected, Row = row, Column = "NIK", Value = "…1234", Reason = "[not] 16 digits" }));
        var findings = _folder.File("findings.csv");

        var result = await _system.RunAsync("import", _folder.File("register.csv"), "--city", "kupang", "--findings", findings);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("and 70 more findings", result.Output, StringComparison.Ordinal);
        Assert.Equal(50, result.Output.Split("[not] 16 digits").Length - 1);
        Assert.Equal(121, (await File.ReadAllLinesAsync(findings)).Length);
    }

    [Fact]
    public async Task Import_ManyWarnings_ShowsTheRejectedRowAmongThem()
    {
        await PlayAsync();
        _system.Script.Findings.AddRange(Enumerable.Range(9, 60).Select(row =>
            new Finding { Severity = row == 65 ? Severity.Rejected : Severity.Warning, Row = row, Column = "Nama", Value = "X", Reason = row == 65 ? "has no letter" : "has a title" }));

        var result = await _system.RunAsync("import", _folder.File("register.csv"), "--city", "kupang");

        Assert.Contains("has no letter", result.Output, StringComparison.Ordinal);
        Assert.Equal(49, result.Output.Split("has a title").Length - 1);
    }

    private static void Happen(string mishap, Script script)
    {
        switch (mishap)
        {
            case "notice lost": script.Notices.RemoveAt(0); break;
            case "request lost": script.Requests.RemoveAt(0); break;
            case "letter lost": script.Letters.RemoveAt(0); break;
            case "contract never expired": script.Expired.RemoveAt(0); break;
            case "notice doubled": script.Notices.Add(script.Notices[0].Clone()); break;
            case "request doubled": script.Requests.Add(script.Requests[0].Clone()); break;
            case "letter doubled": script.Letters.Add(script.Letters[0].Clone()); break;
            case "notice to another worker": script.Notices[0].WorkerId = $"{Guid.NewGuid()}"; break;
            case "request for a contract that the register does not know":
                var stray = script.Requests[0].Clone();
                stray.ContractId = $"{Guid.NewGuid()}";
                script.Requests.Add(stray);
                break;
        }
    }

    private void LeaveOut(string lastDay) => _system.Script.LeftOut.Add(new()
    {
        LastDay = lastDay,
        Contracts = 2,
        Reason = Workforce.Contract.V1.LeftOutReason.NoPolicy,
        Explanation = "Kota Kupang has no policy in force on 2019-07-01; apply one first",
    });

    private async Task<(CommandLine.Result Result, JsonElement Report)> PlayAsync(params string[] moreRows)
    {
        var rows = Enumerable.Range(1, Workers).Select(row => $"{row},{(row < 5 ? "RSUD S. K. Lerik" : "Bagian Umum")}").Concat(moreRows);
        var register = _folder.Write("register.csv", $"NIK,Unit Kerja\n{string.Join('\n', rows)}\n");
        var file = _folder.File("report.json");
        var result = await _system.RunAsync("play", "--city", Sources.Kupang, "--register", register, "--as-of", "2021-01-01", "--report", file);
        return (result, JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement);
    }

    private static void AssertReport(JsonElement report, params (string Field, int Value)[] expected) =>
        Assert.All(expected, pair => Assert.Equal((pair.Field, pair.Value), (pair.Field, report.GetProperty(pair.Field).GetInt32())));
}
