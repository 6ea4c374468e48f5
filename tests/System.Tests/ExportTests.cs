using System.Text.RegularExpressions;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>A register that goes out by the command line and comes in again.</summary>
[Collection(Systems.Name)]
public sealed partial class ExportTests(SharedSystem shared) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("workforce-export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("csv")]
    [InlineData("xlsx")]
    public async Task Export_RegisterWithWhatADirtyFileLeft_IsUnchangedWhenItIsImportedAgain(string format)
    {
        var file = Path.Combine(_folder, $"register.{format}");
        await RunAsync("city", "apply", "examples/kupang");
        await RunAsync("import", "examples/dirty/register.csv", "--city", "kupang");

        var exported = await RunAsync("export", "register", "--city", "kupang", "--as-of", "2021-12-31", "--to", file);
        var imported = await RunAsync("import", file, "--city", "kupang");

        var rows = Exported().Match(exported).Groups["rows"].Value;
        Assert.NotEmpty(rows);
        Assert.Matches($@"Imported\s+0\b.+Unchanged\s+{rows}\b.+Rejected\s+0\b", imported.ReplaceLineEndings(" "));
        Assert.DoesNotContain("Updated", imported, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_National_WritesBothFiles()
    {
        var file = Path.Combine(_folder, "national.csv");
        await RunAsync("city", "apply", "examples/kupang");

        var exported = await RunAsync("export", "national", "--city", "kupang", "--as-of", "2020-12-31", "--rules-of", "2021-12-31", "--to", file);

        Assert.Contains("by the rules of 31 December 2021", exported, StringComparison.Ordinal);
        Assert.True(File.Exists(file) && File.Exists(Path.Combine(_folder, "national-excluded.csv")));
    }

    private Task<string> RunAsync(params string[] arguments) => CommandLine.OutputAsync(shared.Running, expected: 0, arguments);

    [GeneratedRegex(@"Exported\s+(?<rows>[0-9,]+)")]
    private static partial Regex Exported();
}
