using System.Text;
using Google.Protobuf;
using Workforce.Registry.Tests.Import;
using Workforce.Registry.V1;
using Xunit;
using Xunit.Abstractions;

namespace Workforce.Registry.Tests.Fuzz;

/// <summary>A million cells and more, with damage everywhere: what is in memory is a chunk, whatever the file's length.</summary>
[Trait("Category", "Long")]
[Collection(nameof(RegistryService))]
public sealed class MillionCellTests(RegistryService registry, ITestOutputHelper output)
{
    private const int Rows = 100_000;
    private const int RowsOfPart = 10;
    private const int Seed = 20201231;
    private const int Piece = 64 * 1024;
    private const long MostGrowth = 16 * 1024 * 1024;
    private const long MostAddedByAWorkbook = 100 * 1024 * 1024;
    private const long MostGrowthOfProcess = 64 * 1024 * 1024; // the collector's room, whatever the number of rows

    [Fact]
    public async Task Read_MillionCells_InMemoryThatDoesNotGrow()
    {
        var read = await AssertSameMemoryAsync(new GeneratedFile(Lines(new Random(Seed))));
        Assert.Equal(Rows, read);
    }

    [Fact]
    public async Task Read_MillionCellsOfAWorkbook_InMemoryThatDoesNotGrow()
    {
        await using var file = GeneratedWorkbook.Write(Rows, RowsOfPart, new Random(Seed));
        Assert.Equal(Rows, await AssertSameMemoryAsync(file));
    }

    [Fact]
    public async Task Import_MillionCellsTwice_LosesNoRowDoublesNoneAndNeedsNoMoreMemory()
    {
        string[] lines = [.. Lines(new Random(Seed))];
        var city = await registry.NewCityAsync();
        await using var process = await registry.StartProcessAsync();

        var first = await ImportAsync(process, city, lines);
        var memory = process.PeakMemory;
        var second = await ImportAsync(process, city, lines);

        output.WriteLine($"{first.RowsRead:N0} rows, {first.RowsRejected:N0} rejected; peak memory {memory:N0} → {process.PeakMemory:N0} bytes");
        Assert.True(first.RowsRejected > Rows / RowsOfPart / 10 && first.RowsImported > Rows / 2);
        Assert.Equal((Rows, Rows - first.RowsImported), (first.RowsRead, first.RowsRejected));
        Assert.Equal((Rows, 0, first.RowsImported, first.RowsRejected), (second.RowsRead, second.RowsImported, second.RowsUnchanged, second.RowsRejected));
        Assert.Equal(first.RowsImported, (await registry.CountAsync(city)).ContractPeriods);
        Assert.Equal(first.RowsRejected, await registry.Running.ScalarAsync<int>(
            "select count(distinct row_number)::int from import_finding where import_id = $1 and severity = 1", Guid.Parse(first.ImportId)));
        Assert.True(process.PeakMemory - memory < MostGrowthOfProcess, $"The process grew from {memory:N0} to {process.PeakMemory:N0} bytes");
    }

    [Fact]
    public async Task Import_WorkbookOfMillionCellsAfterACsv_AddsLittleToThePeak()
    {
        var city = await registry.NewCityAsync();
        await using var process = await registry.StartProcessAsync();
        await ImportAsync(process, city, [.. Lines(new Random(Seed))]);
        var memory = process.PeakMemory;

        await using var workbook = GeneratedWorkbook.Write(Rows, RowsOfPart, new Random(Seed));
        var reply = await ImportAsync(process, city, workbook);

        output.WriteLine($"peak memory {memory:N0} → {process.PeakMemory:N0} bytes");
        Assert.Equal((Rows, Rows - reply.RowsRejected), (reply.RowsRead, reply.RowsImported));
        Assert.True(process.PeakMemory - memory < MostAddedByAWorkbook, $"The process grew from {memory:N0} to {process.PeakMemory:N0} bytes");
    }

    private static async Task<ImportReply> ImportAsync(RegistryProcess process, City city, string[] lines)
    {
        using var file = new GeneratedFile(lines);
        return await ImportAsync(process, city, file);
    }

    private static async Task<ImportReply> ImportAsync(RegistryProcess process, City city, Stream file)
    {
        using var call = process.Register.Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id, FileName = "register" } });
        var piece = new byte[Piece];
        while (await file.ReadAsync(piece) is var read and > 0)
            await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(piece, 0, read) });
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    /// <returns>Rows that were read.</returns>
    private async Task<int> AssertSameMemoryAsync(Stream file)
    {
        var (read, rejected, good) = (0, 0, 0);
        var (early, late, working) = (0L, 0L, 0L);
        await foreach (var chunk in ReadRegister.ReadAllAsync(file))
        {
            read += chunk.RowsRead;
            rejected += chunk.RowsRejected;
            good += chunk.Rows.Count;
            if (early == 0 && read >= Rows / 5)
                (early, working) = (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
            late = GC.GetTotalMemory(forceFullCollection: true);
        }

        output.WriteLine($"{read:N0} rows, {read * RegisterLine.Header.Split(';').Length:N0} cells; heap {early:N0} → {late:N0}, working set {working:N0} → {Environment.WorkingSet:N0} bytes");
        Assert.Equal(read, rejected + good);
        Assert.True(rejected > Rows / RowsOfPart / 10 && good > Rows / 2, $"{good:N0} good rows, {rejected:N0} rejected");
        Assert.True(late - early < MostGrowth, $"The heap grew from {early:N0} to {late:N0} bytes");
        return read;
    }

    private static IEnumerable<string> Lines(Random random)
    {
        yield return RegisterLine.Header + "\n";
        for (var row = 0; row < Rows; row++)
        {
            var line = new StringBuilder(new RegisterLine().ToString());
            if (random.Next(RowsOfPart) == 0)
                line.Insert(random.Next(line.Length), "\";\0=x"[random.Next(5)]);
            yield return line.Append('\n').ToString();
        }
    }

    /// <summary>A file that is written while it is read.</summary>
    private sealed class GeneratedFile(IEnumerable<string> lines) : Stream
    {
        private readonly IEnumerator<string> _lines = lines.GetEnumerator();
        private byte[] _rest = [];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_rest.Length == 0 && _lines.MoveNext())
                _rest = Encoding.UTF8.GetBytes(_lines.Current);
            var given = Math.Min(count, _rest.Length);
            _rest.AsSpan(0, given).CopyTo(buffer.AsSpan(offset));
            _rest = _rest[given..];
            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _lines.Dispose();
            base.Dispose(disposing);
        }
    }
}
