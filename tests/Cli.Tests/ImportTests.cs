using System.Diagnostics;
using System.Globalization;
using System.Text;
using Google.Protobuf.WellKnownTypes;
using Workforce.Cli.Tests.Scripted;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>What <c>import</c> takes, whatever Registry makes of it.</summary>
public sealed class ImportTests : IAsyncLifetime, IDisposable
{
    private const string Register = "NIK,Unit Kerja\n1,Bagian Umum\n2,Bagian Umum\n";

    private const string SentAgain = "Registry was away, and the register was sent again: rows that were in by then count as unchanged.\n";

    // Begins as one; the scripted Registry takes all that follows for CSV.
    private const string Workbook = "PK\u0003\u0004\n1,Bagian Umum\n";

    private readonly TemporaryFolder _folder = new();
    private ScriptedSystem _system = null!;

    public async Task InitializeAsync()
    {
        _system = await ScriptedSystem.StartAsync();
        _system.Script.Units.Add(new WorkUnit { Id = $"{Guid.NewGuid()}", Name = "Bagian Umum" });
    }

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_Dash_ReadsStandardInput()
    {
        var result = await CommandLine.RunWithAsync(_system.Environment, Register, "import", "-", "--city", "kupang");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(2, _system.Script.Periods.Count);
    }

    [Fact]
    public async Task Imports_OfEachState_SayHowFarTheyAre()
    {
        var begun = DateTimeOffset.Parse("2021-01-04T01:02:03Z", CultureInfo.InvariantCulture).ToTimestamp();
        _system.Script.Imports.Add(new() { FileName = "d.csv", StartedAt = begun, State = ImportState.Running });
        _system.Script.Imports.Add(new() { FileName = "c.pdf", StartedAt = begun, FinishedAt = begun, State = ImportState.Refused });
        _system.Script.Imports.Add(new() { FileName = "b.csv", StartedAt = begun, FinishedAt = begun, StoredAt = begun, State = ImportState.BrokenOff, LastRow = 5_001, RowsRead = 5_000, RowsImported = 4_999, RowsRejected = 1 });
        _system.Script.Imports.Add(new() { FileName = "a.xlsx", StartedAt = begun, FinishedAt = begun, Complete = true, State = ImportState.Whole, LastRow = 8, RowsRead = 7, RowsUnchanged = 7 });

        var result = await _system.RunAsync("imports", "--city", "kupang");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Matches(@"d\.csv +running, nothing +0", result.Output);
        Assert.Matches(@"c\.pdf +refused +0", result.Output);
        Assert.Matches(@"2021-01-04 01:02:03 +b\.csv +broke off, to row 5,001 +5,000 +4,999 +0 +0 +1", result.Output);
        Assert.Matches(@"a\.xlsx +whole file +7 +0 +7 +0 +0", result.Output);
        Assert.Contains("no contract of the city expires until", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Imports_None_SaysWhatToDo()
    {
        var result = await _system.RunAsync("imports", "--city", "kupang");

        Assert.Contains("Next: workforce import FILE --city kupang", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_StandardInputIsEmpty_IsRefused()
    {
        var result = await CommandLine.RunWithAsync(_system.Environment, "", "import", "-", "--city", "kupang");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("standard input is empty", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_Utf16WithItsMark_IsSentAsItIs()
    {
        await File.WriteAllTextAsync(_folder.File("register.csv"), Register, Encoding.Unicode);

        Assert.Equal(0, (await ImportAsync("register.csv")).ExitCode);
        Assert.Equal(2, _system.Script.Periods.Count);
    }

    [Theory]
    [InlineData("", "register.xlsx")]
    [InlineData("Data 2020", "register.csv", "--sheet", "Data 2020")]
    public async Task Import_Workbook_IsSentAsItIsWithItsSheetWhateverItsName(string sheet, string name, params string[] options)
    {
        _folder.Write(name, Workbook);

        Assert.Equal(0, (await ImportAsync(name, options)).ExitCode);
        Assert.Equal((sheet, 1), (_system.Script.Sheet, _system.Script.Periods.Count));
    }

    [Fact]
    public async Task Import_WorkbookOnStandardInput_IsSentWithItsSheet()
    {
        var result = await CommandLine.RunWithAsync(_system.Environment, Workbook, "import", "-", "--city", "kupang", "--sheet", "Data");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("Data", _system.Script.Sheet);
    }

    [Fact]
    public async Task Import_HeaderWithoutRows_IsBadInput()
    {
        _folder.Write("register.csv", "NIK,Unit Kerja\n");

        var result = await ImportAsync("register.csv");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The file has a header and no rows", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_FileBreaksOff_IsBadInputAndNothingExpires()
    {
        _folder.Write("register.csv", Register);
        _system.Script.BreaksOff = true;

        var result = await ImportAsync("register.csv");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Rows after the last one read are not in", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("workforce expire", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_LongFileName_IsCutForTheRecord()
    {
        var name = $"{new string('a', 230)}.csv";
        _folder.Write(name, Register);

        Assert.Equal(0, (await ImportAsync(name)).ExitCode);
        Assert.Equal(200, _system.Script.FileName.Length);
        Assert.EndsWith("a.csv", _system.Script.FileName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_RegistryIsRestarted_IsSentAgainFromTheBeginning()
    {
        _folder.Write("register.csv", Register);
        _system.Script.ImportsUnavailable = 2;

        Assert.Equal(0, (await ImportAsync("register.csv")).ExitCode);
        Assert.Equal(2, _system.Script.Periods.Count);
    }

    [Fact]
    public async Task Import_RegistryIsKilledInTheMiddle_IsSentAgainFromTheBeginning()
    {
        _folder.Write("register.csv", $"{Register}{string.Concat(Enumerable.Range(3, 200_000).Select(row => $"{row},Bagian Umum\n"))}");
        _system.Script.ImportsCut = 2;

        var result = await ImportAsync("register.csv");

        Assert.Equal((0, SentAgain), (result.ExitCode, result.Errors));
        Assert.Equal(200_002, _system.Script.Periods.Count);
    }

    // As a shell's <(…) gives one.
    [Fact]
    public async Task Import_NamedPipe_IsReadToItsEndAndMayBeSentAgain()
    {
        var (register, pipe) = (_folder.Write("register.csv", Register), _folder.File("register.fifo"));
        await Process.Start("mkfifo", [pipe]).WaitForExitAsync();
        _system.Script.ImportsUnavailable = 1;

        using var writer = Process.Start("sh", ["-c", "cat \"$0\" > \"$1\"", register, pipe]);
        var result = await ImportAsync("register.fifo");
        await writer.WaitForExitAsync();

        Assert.Equal((0, SentAgain), (result.ExitCode, result.Errors));
        Assert.Equal(2, _system.Script.Periods.Count);
    }

    [Fact]
    public async Task Import_FindingsThroughALinkToTheRegister_LeaveItAsItIs()
    {
        var register = _folder.Write("register.csv", Register);
        File.CreateSymbolicLink(_folder.File("findings.csv"), register);

        var result = await ImportAsync("register.csv", "--findings", _folder.File("findings.csv"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("is the register itself", result.Errors, StringComparison.Ordinal);
        Assert.Equal(Register, await File.ReadAllTextAsync(register));
    }

    [Fact]
    public async Task Import_FindingsByAnotherNameOfTheRegister_LeaveItAsItIs()
    {
        var register = _folder.Write("register.csv", Register);
        var hardLink = _folder.File("hard.csv");
        await Process.Start("ln", [register, hardLink]).WaitForExitAsync();
        Directory.CreateSymbolicLink(_folder.File("folder"), _folder.Path);

        foreach (var name in new[] { hardLink, _folder.File("folder/register.csv") })
        {
            var result = await ImportAsync("register.csv", "--findings", name);

            Assert.Equal(2, result.ExitCode);
            Assert.Contains($"--findings '{name}' cannot be written", result.Errors, StringComparison.Ordinal);
            Assert.Equal(Register, await File.ReadAllTextAsync(register));
        }
    }

    [Fact]
    public async Task Import_NoName_IsBadInput()
    {
        var result = await _system.RunAsync("import", "", "--city", "kupang");
        Assert.Equal((2, true), (result.ExitCode, result.Errors.Contains("'' names no file", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Import_FindingsCannotBeWritten_IsRefusedBeforeAnythingIsSent()
    {
        _folder.Write("register.csv", Register);

        var result = await ImportAsync("register.csv", "--findings", _folder.File("none/findings.csv"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cannot be written", result.Errors, StringComparison.Ordinal);
        Assert.Empty(_system.Script.Periods);
    }

    private Task<CommandLine.Result> ImportAsync(string name, params string[] options) =>
        _system.RunAsync(["import", _folder.File(name), "--city", "kupang", .. options]);
}
