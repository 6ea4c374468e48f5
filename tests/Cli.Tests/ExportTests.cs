using Workforce.Cli.Tests.Scripted;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Cli.Tests;

/// <summary>What <c>export</c> writes, and what it never overwrites or leaves behind.</summary>
public sealed class ExportTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ScriptedSystem _system = null!;

    public async Task InitializeAsync() => _system = await ScriptedSystem.StartAsync();

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Export_Register_IsWrittenForItsOwnerAlone()
    {
        var result = await ExportAsync("register", "--to", _folder.File("register.csv"));

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(["register.csv"], Files);
        Assert.Equal(ScriptedExports.Content, await File.ReadAllTextAsync(_folder.File("register.csv")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(_folder.File("register.csv")).UnixFileMode);
        Assert.Equal(
            (_system.Script.City.Id, ExportLayout.Register, "2020-12-31", "", ExportFormat.Csv), AskedFor(Assert.Single(_system.Script.Exports)));
        Assert.Contains("3 contracts of Kota Kupang in force on 31 December 2020", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"(?s)Exported +2 +rows of.+?Left out +1 +of workers who went to another city", result.Output);
    }

    [Theory]
    [InlineData("national.xlsx")]
    [InlineData("national", "--format", "xlsx")]
    public async Task Export_National_WritesTheExcludedBesideAndSumsThemByReason(string name, params string[] options)
    {
        var result = await ExportAsync(["national", "--rules-of", "2021-12-31", "--to", _folder.File(name), .. options]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(name is "national" ? ["national", "national-excluded"] : ["national-excluded.xlsx", "national.xlsx"], Files);
        Assert.Equal(ScriptedExports.Excluded, await File.ReadAllTextAsync(_folder.File(name.Replace("national", "national-excluded", StringComparison.Ordinal))));
        Assert.Equal(
            (_system.Script.City.Id, ExportLayout.National, "2020-12-31", "2021-12-31", ExportFormat.Xlsx), AskedFor(Assert.Single(_system.Script.Exports)));
        Assert.Matches(@"5 contracts of Kota Kupang in force on 31 December 2020, by the rules of 31 December 2021", result.Output);
        Assert.Matches(@"(?s)Exported +2 +rows of.+?Left out +1 +of workers.+?Excluded +1 +by position\s+Excluded +1 +above the highest age", result.Output);
    }

    [Fact]
    public async Task Export_FileExists_IsRefusedBeforeAnythingIsAskedForUnlessForced()
    {
        var (path, excluded) = (_folder.File("national.csv"), _folder.Write("lain.csv", "mine"));

        var refused = await ExportAsync("national", "--to", path, "--excluded", excluded);

        Assert.Equal((2, "mine"), (refused.ExitCode, await File.ReadAllTextAsync(excluded)));
        Assert.Contains($"'{excluded}' exists; --force overwrites it", refused.Errors, StringComparison.Ordinal);
        Assert.Empty(_system.Script.Exports);
        Assert.Equal(["lain.csv"], Files);

        Assert.Equal(0, (await ExportAsync("national", "--to", path, "--excluded", excluded, "--force")).ExitCode);
        Assert.Equal(ScriptedExports.Excluded, await File.ReadAllTextAsync(excluded));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(excluded).UnixFileMode);
    }

    [Fact]
    public async Task Export_EndsBeforeItsEnd_LeavesNoFile()
    {
        _system.Script.ExportsEndEarly = true;

        var result = await ExportAsync("register", "--to", _folder.File("register.csv"));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("the export ended before its end, and no file is kept", result.Errors, StringComparison.Ordinal);
        Assert.Empty(Files);
    }

    [Fact]
    public async Task Export_RegistryIsRestarted_IsReceivedAgainFromItsBeginning()
    {
        _system.Script.ExportsUnavailable = 2;

        Assert.Equal(0, (await ExportAsync("register", "--to", _folder.File("register.csv"))).ExitCode);
        Assert.Equal(ScriptedExports.Content, await File.ReadAllTextAsync(_folder.File("register.csv")));
    }

    [Theory]
    [InlineData("'export' needs one of its commands: register, national")]
    [InlineData("Option '--as-of' is required", "register", "--city", "kupang")]
    [InlineData("--as-of '31/12/2020' is not a date of the form yyyy-MM-dd", "register", "--city", "kupang", "--as-of", "31/12/2020")]
    [InlineData("'--rules-of' is not a command or option here", "register", "--city", "kupang", "--as-of", "2020-12-31", "--rules-of", "2021-12-31")]
    [InlineData("'pdf'", "register", "--city", "kupang", "--as-of", "2020-12-31", "--format", "pdf")]
    [InlineData("--to '' names no file", "register", "--city", "kupang", "--as-of", "2020-12-31", "--to", "")]
    [InlineData("--to '/none/register.csv' cannot be written", "register", "--city", "kupang", "--as-of", "2020-12-31", "--to", "/none/register.csv")]
    [InlineData("is the file of the other rows", "national", "--city", "kupang", "--as-of", "2020-12-31", "--to", "x.csv", "--excluded", "./x.csv")]
    public async Task Export_Mistyped_IsBadInput(string sentence, params string[] arguments)
    {
        var result = await _system.RunAsync(["export", .. arguments]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Errors, StringComparison.Ordinal);
        Assert.Empty(_system.Script.Exports);
    }

    private string[] Files => [.. Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)!];

    private Task<CommandLine.Result> ExportAsync(string layout, params string[] options) => ExportAsync([layout, .. options]);

    private Task<CommandLine.Result> ExportAsync(string[] arguments) =>
        _system.RunAsync(["export", arguments[0], "--city", "kupang", "--as-of", "2020-12-31", .. arguments[1..]]);

    private static (string, ExportLayout, string, string, ExportFormat) AskedFor(ExportRequest request) =>
        (request.CityId, request.Layout, request.AsOf, request.RulesOf, request.Format);
}
