using System.Text;
using FsCheck.Fluent;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>Damaged registers through the whole service, into PostgreSQL.</summary>
[Collection(nameof(RegistryService))]
public sealed class FuzzedImportTests(RegistryService registry)
{
    private const int Files = 200;
    private const int FilesOfImport = 10; // a reply has the first 1,000 findings

    [Fact]
    public async Task Import_DamagedFiles_EachRowIsAddedUpdatedUnchangedOrRejected()
    {
        var city = await registry.NewCityAsync();
        var (read, added) = (0, 0);
        // One below the other: the headers of the later ones are bad rows like any other.
        foreach (var files in FuzzedFile.Arbitrary.Generator.Sample(Files, FuzzSeed.Rnd, Files).Chunk(FilesOfImport))
        {
            var text = string.Join('\n', files.Select(file => file.Text).Prepend(RegisterLine.Header));
            var reply = await registry.ImportAsync(city, Encoding.UTF8.GetBytes(text));
            Assert.True(
                reply.RowsRead == reply.RowsImported + reply.RowsUpdated + reply.RowsUnchanged + reply.RowsRejected && RejectedIn(reply) == reply.RowsRejected,
                $"seed {FuzzSeed.Text}: {reply}\n{text}");
            (read, added) = (read + reply.RowsRead, added + reply.RowsImported);
        }

        Assert.True(read > Files);
        Assert.True(added > 0);
        Assert.Equal(added, (await registry.PeriodsAsync(city)).Count);
    }

    private static int RejectedIn(ImportReply reply) =>
        reply.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row).Distinct().Count();
}
