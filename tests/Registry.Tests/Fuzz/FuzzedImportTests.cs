using System.Text;
using FsCheck.Fluent;
using Grpc.Core;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>Damaged registers through the whole service, into PostgreSQL.</summary>
[Collection(nameof(RegistryService))]
public sealed class FuzzedImportTests(RegistryService registry)
{
    private const int Files = 200;
    private const int Workbooks = 100;
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
            AssertCounted(reply, text);
            (read, added) = (read + reply.RowsRead, added + reply.RowsImported);
        }

        Assert.True(read > Files);
        Assert.True(added > 0);
        Assert.Equal(added, (await registry.PeriodsAsync(city)).Count);
    }

    [Fact]
    public async Task Import_DamagedWorkbooks_EachRowIsAddedUpdatedUnchangedOrRejected()
    {
        var city = await registry.NewCityAsync();
        var (read, added) = (0, 0);
        foreach (var file in FuzzedWorkbook.Arbitrary.Generator.Sample(Workbooks, FuzzSeed.Rnd, Workbooks))
        {
            if (await ImportAsync(city, file) is not { } reply)
                continue;
            AssertCounted(reply, $"{file}");
            (read, added) = (read + reply.RowsRead, added + reply.RowsImported);
        }

        Assert.True(read > Workbooks / 2, $"Only {read} rows were read");
        Assert.True(added > 0);
        Assert.Equal(added, (await registry.PeriodsAsync(city)).Count);
    }

    /// <returns>Null when the file is refused as a whole.</returns>
    private async Task<ImportReply?> ImportAsync(City city, FuzzedWorkbook file)
    {
        try
        {
            return await registry.ImportAsync(city, file.ToBytes());
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    private static void AssertCounted(ImportReply reply, string file) => Assert.True(
        reply.RowsRead == reply.RowsImported + reply.RowsUpdated + reply.RowsUnchanged + reply.RowsRejected && RejectedIn(reply) == reply.RowsRejected,
        $"seed {FuzzSeed.Text}: {reply}\n{file}");

    private static int RejectedIn(ImportReply reply) =>
        reply.Findings.Where(finding => finding.Severity is Severity.Rejected).Select(finding => finding.Row).Distinct().Count();
}
