using Xunit;

namespace Workforce.System.Tests;

/// <summary>A register that goes out by the command line, is made right in a spreadsheet, and comes back after its night as corrections.</summary>
[Collection(Systems.Name)]
public sealed class CorrectFileTests(SharedSystem shared) : IDisposable
{
    private const int Contracts = 100;

    private readonly string _folder = Directory.CreateTempSubdirectory("workforce-correct-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task CorrectFile_AfterTheNight_ShowsThePreviewThenReturnsTheContractsAndReportsTheRows()
    {
        var file = Path.Combine(_folder, "register.csv");
        var city = await TestCity.CreateAsync(shared.Running, Contracts);
        await city.ExpireAsync();
        await city.AwaitAsync(expired: Contracts, returned: 0);
        await RunAsync(0, "export", "register", "--city", city.Code, "--as-of", "2020-12-31", "--to", file);
        string[] lines = await File.ReadAllLinesAsync(file);
        for (var line = 1; line <= 3; line++)
            lines[line] = lines[line].Replace("2020-12-31", "2021-12-31", StringComparison.Ordinal);
        lines[4] = lines[4].Replace("2020-12-31", "2019-12-31", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines);
        string[] correct = ["contract", "correct-file", file, "--city", city.Code, "--reason", "tahun salah", "--paper", "814/1", "--paper-date", "2021-01-04"];

        var preview = await RunAsync(2, [.. correct, "--preview"]);
        Assert.Matches(@"To correct\s+3\s+last day 3\s+Unchanged\s+96\b.+Rejected\s+1\b.+ends before it begins", preview.ReplaceLineEndings(" "));
        Assert.Equal(0, (await city.ProgressAsync())!.Returned);

        var corrected = await RunAsync(2, [.. correct, "--findings", Path.Combine(_folder, "findings.csv")]);
        Assert.Matches(@"Corrected\s+3\s+last day 3\b", corrected);
        Assert.Contains("1 finding written to", corrected, StringComparison.Ordinal);
        await city.AwaitAsync(expired: Contracts - 3, returned: 3);

        lines[4] = lines[4].Replace("2019-12-31", "2020-12-31", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(file, lines);
        Assert.Matches(@"Corrected\s+0\s+Unchanged\s+100\b", (await RunAsync(0, correct)).ReplaceLineEndings(" "));
    }

    private Task<string> RunAsync(int expected, params string[] arguments) => CommandLine.OutputAsync(shared.Running, expected, arguments);
}
