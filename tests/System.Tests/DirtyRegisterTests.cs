using Xunit;

namespace Workforce.System.Tests;

/// <summary>The example of a dirty register, as its README tells it.</summary>
[Collection(Systems.Name)]
public sealed class DirtyRegisterTests(SharedSystem shared)
{
    private const string WholeNik = @"\b[0-9]{16}\b";

    [Fact]
    public async Task Import_DirtyRegister_KeepsEachGoodRowAndReportsEachOther()
    {
        var findings = Path.GetTempFileName();
        try
        {
            await CommandLine.RunAsync(shared.Running, "city", "apply", "examples/kupang");
            var (exitCode, output, errors) = await CommandLine.RunAsync(
                shared.Running, "import", "examples/dirty/register.csv", "--city", "Kupang", "--findings", findings);

            Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
            var rows = (await File.ReadAllLinesAsync(findings)).Skip(1).Select(line => line.Split(',')).ToList();
            Assert.Equal([.. Enumerable.Range(19, 12), 32], RowsOf(rows, "rejected"));
            Assert.Equal([1, 15, 16, 17], RowsOf(rows, "warning"));
            Assert.DoesNotMatch(WholeNik, output + errors + await File.ReadAllTextAsync(findings));

            var (_, again, _) = await CommandLine.RunAsync(
                shared.Running, "import", "examples/dirty/register.csv", "--city", "Kupang");

            Assert.Matches(@"Unchanged\s+17\b", again);
        }
        finally
        {
            File.Delete(findings);
        }
    }

    private static IEnumerable<int> RowsOf(IEnumerable<string[]> findings, string severity) =>
        findings.Where(cells => cells[0] == severity).Select(cells => int.Parse(cells[1], null)).Distinct().Order();
}
