using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>
/// An import that breaks off after any of its chunks: what is stored is what its record reports, every stored contract is published once,
/// and the same file sent again makes it whole.
/// </summary>
[Collection(nameof(RegistryService))]
public sealed class BreakOffTests(RegistryService registry)
{
    private const int RowsOfChunk = 5_000;
    private const int Rows = 2 * RowsOfChunk + 2_000;
    private const int Bad = 1_000; // each thousandth row
    private const int MostAttempts = 20;
    private const int RowsBeyond = 500; // on their way when it breaks off, and in no chunk yet

    public static TheoryData<int> Chunks => [0, 1, 2];

    [Theory, MemberData(nameof(Chunks))]
    public async Task Import_CallerCancels_StoresWhatItsRecordReports(int chunks)
    {
        var file = new BrokenFile(await registry.NewCityAsync());
        using var cancel = new CancellationTokenSource();
        using (var call = registry.Register.Import(cancellationToken: cancel.Token))
        {
            await SendAsync(call, file, chunks);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync);
        }
        await AssertRepeatableAsync(file, chunks, isFinished: true);
    }

    [Theory, MemberData(nameof(Chunks))]
    public async Task Import_ConnectionCut_StoresWhatItsRecordReports(int chunks)
    {
        var file = new BrokenFile(await registry.NewCityAsync());
        Socket? connection = null;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellation) =>
            {
                connection = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await connection.ConnectAsync(context.DnsEndPoint, cancellation);
                return new NetworkStream(connection, ownsSocket: true);
            },
        };
        using (var channel = TestTokens.Open(registry.Running.Address, handler))
        {
            using var call = new RegisterService.RegisterServiceClient(channel).Import();
            await SendAsync(call, file, chunks);
            connection!.Close(0); // a reset, not an orderly end
            await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync);
        }
        await AssertRepeatableAsync(file, chunks, isFinished: true);
    }

    // An idle session that ended may be replaced before it is used: then nothing breaks off.
    [Theory, MemberData(nameof(Chunks))]
    public async Task Import_SessionsOfPostgreSqlEnd_StoresWhatItsRecordReports(int chunks)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (await BreaksOffBySessionsAsync(chunks))
                return;
        }
        Assert.Fail($"Nothing broke off in {MostAttempts} attempts");
    }

    private async Task<bool> BreaksOffBySessionsAsync(int chunks)
    {
        var file = new BrokenFile(await registry.NewCityAsync());
        registry.Running.Log.Expect("terminating connection");
        registry.Running.Log.Expect("Exception while closing connector");
        registry.Running.Log.Expect("needs what is unreachable");
        registry.Running.Log.Expect("The outbox cannot be published now");
        registry.Running.Log.Expect("Cities and denials cannot be read now");
        using (var call = registry.Register.Import())
        {
            await SendAsync(call, file, chunks);
            await EndSessionsAsync();
            await SendRestAsync(call, file, chunks);
            var failure = await Record.ExceptionAsync(() => call.ResponseAsync);
            if (failure is null)
                return false;
            Assert.Equal(StatusCode.Unavailable, Assert.IsType<RpcException>(failure).StatusCode);
        }
        await AssertRepeatableAsync(file, chunks: null, isFinished: null);
        return true;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    public async Task Import_CallerCancelsBeforeAWorkbookIsWhole_StoresNothing(int percentSent)
    {
        var file = new BrokenFile(await registry.NewCityAsync(), isWorkbook: true);
        using var cancel = new CancellationTokenSource();
        using (var call = registry.Register.Import(cancellationToken: cancel.Token))
        {
            await SendAsync(call, file, file.Whole[..(file.Whole.Length * percentSent / 100)]);
            await Eventually.HoldsAsync(async () => await IsAtAsync(file.City, rows: 0), "the import has begun");
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync);
        }
        await AssertRepeatableAsync(file, chunks: 0, isFinished: true);
    }

    // A workbook is read once it is there: what breaks off between its chunks must be held there.
    [Theory, MemberData(nameof(Chunks))]
    public async Task Import_CallerCancelsBetweenChunksOfAWorkbook_StoresWhatItsRecordReports(int chunks)
    {
        var file = new BrokenFile(await registry.NewCityAsync(), isWorkbook: true);
        await using var gate = await ChunkGate.CloseAsync(registry.Running);
        using var cancel = new CancellationTokenSource();
        using (var call = registry.Register.Import(cancellationToken: cancel.Token))
        {
            await SendAsync(call, file, file.Whole);
            await call.RequestStream.CompleteAsync();
            for (var chunk = 0; chunk < chunks; chunk++)
                await gate.PassAsync();
            await gate.ReachedAsync();
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync);
        }
        await Eventually.HoldsAsync(async () => (await NewestAsync(file.City)).FinishedAt is not null, "the import has ended");
        await gate.OpenAsync();
        await AssertRepeatableAsync(file, chunks, isFinished: true);
    }

    [Fact]
    public Task Import_RegistryKilled_StoresWhatItsRecordReports() => AssertKilledAsync(chunks: 1);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [Trait("Category", "Long")]
    public Task Import_RegistryKilledAfterOtherChunks_StoresWhatItsRecordReports(int chunks) => AssertKilledAsync(chunks);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(RowsOfChunk)]
    [InlineData(RowsOfChunk + 700)]
    public async Task Import_FileEndsWithinARecord_ReportsEachRowUpToThereAndStoresTheGood(int wholeRows)
    {
        var city = await registry.NewCityAsync();
        var file = new BrokenFile(city);
        byte[] rest = [.. Encoding.UTF8.GetBytes("537103;Jos"), 0xC3]; // the first of the two bytes of é

        var reply = await registry.ImportAsync(city, [.. file.Bytes(wholeRows), .. rest]);

        Assert.Equal((wholeRows + 1, BrokenFile.GoodOf(wholeRows), wholeRows + 1 - BrokenFile.GoodOf(wholeRows)), (reply.RowsRead, reply.RowsImported, reply.RowsRejected));
        Assert.Contains(reply.Findings, finding => finding.Row == wholeRows + 2 && finding.Severity is Severity.Rejected);
        await AssertStoredIsReportedAsync(file, await NewestAsync(city));
        Assert.True((await NewestAsync(city)).Complete);
    }

    [Fact]
    public async Task ListImports_SeveralOfACity_AreTheNewestFirstByPages()
    {
        var city = await registry.NewCityAsync();
        var replies = new List<ImportReply>();
        for (var number = 0; number < 3; number++)
            replies.Add(await registry.ImportAsync(city, RegisterLine.File(new RegisterLine(), new RegisterLine { Sex = "X" })));

        var all = await Paging.AllAsync(
            token => registry.Register.ListImportsAsync(new ListImportsRequest { CityId = city.Id, PageSize = 2, PageToken = token }).ResponseAsync,
            page => page.Imports, page => page.NextPageToken);

        Assert.Equal(replies.Select(reply => reply.ImportId).Reverse(), all.Select(import => import.ImportId));
        Assert.All(all, import => Assert.Equal((true, 3, 2, 1, 1, "register.csv"), (import.Complete, import.LastRow, import.RowsRead, import.RowsImported, import.RowsRejected, import.FileName)));
        Assert.All(all, import => Assert.True(import.FinishedAt >= import.StartedAt));
    }

    private async Task AssertKilledAsync(int chunks)
    {
        var file = new BrokenFile(await registry.NewCityAsync());
        await using (var process = await registry.StartProcessAsync())
        {
            using var call = process.Register.Import();
            await SendAsync(call, file, chunks);
            await process.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync);
        }
        await AssertRepeatableAsync(file, chunks, isFinished: false);
    }

    // Sends so many chunks, and some rows of the next, and waits until the chunks are stored.
    private async Task SendAsync(AsyncClientStreamingCall<ImportRequest, ImportReply> call, BrokenFile file, int chunks)
    {
        await SendAsync(call, file, file.Bytes(SentWith(chunks)));
        await Eventually.HoldsAsync(() => IsAtAsync(file.City, chunks * RowsOfChunk), $"{chunks} chunks are stored");
    }

    private static Task SendAsync(AsyncClientStreamingCall<ImportRequest, ImportReply> call, BrokenFile file, byte[] content) =>
        RegistryService.SendAsync(call, file.City, content, name: "register");

    private async Task<bool> IsAtAsync(City city, int rows) =>
        (await registry.Register.ListImportsAsync(new ListImportsRequest { CityId = city.Id })).Imports is [{ } import] && import.RowsRead == rows;

    private static int SentWith(int chunks) => chunks * RowsOfChunk + RowsBeyond;

    private static async Task SendRestAsync(AsyncClientStreamingCall<ImportRequest, ImportReply> call, BrokenFile file, int chunks)
    {
        try
        {
            foreach (var piece in file.Bytes(Rows)[file.Bytes(SentWith(chunks)).Length..].Chunk(32 * 1024))
                await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(piece) });
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception e) when (e is RpcException or InvalidOperationException)
        {
            // It has failed; the response says how.
        }
    }

    private Task EndSessionsAsync() => registry.Running.ExecuteAsync(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");

    private async Task AssertRepeatableAsync(BrokenFile file, int? chunks, bool? isFinished)
    {
        await Eventually.HoldsAsync(
            async () => isFinished is not true || (await NewestAsync(file.City)).FinishedAt is not null, "the import has ended");
        var broken = await NewestAsync(file.City);
        Assert.False(broken.Complete);
        if (chunks is { } whole)
            Assert.Equal((whole * RowsOfChunk, whole == 0 ? 0 : whole * RowsOfChunk + 1), (broken.RowsRead, broken.LastRow));
        await AssertStoredIsReportedAsync(file, broken);

        var reply = await registry.ImportAsync(file.City, file.Whole);

        Assert.Equal(
            (Rows, BrokenFile.GoodOf(Rows) - broken.RowsImported, broken.RowsImported, Rows - BrokenFile.GoodOf(Rows)),
            (reply.RowsRead, reply.RowsImported, reply.RowsUnchanged, reply.RowsRejected));
        Assert.Equal(BrokenFile.GoodOf(Rows), (await registry.PeriodsAsync(file.City)).Count);
        await AssertPublishedOnceAsync(file.City);
    }

    private async Task AssertStoredIsReportedAsync(BrokenFile file, ImportRecord import)
    {
        Assert.Equal(import.RowsRead, import.RowsImported + import.RowsUpdated + import.RowsUnchanged + import.RowsRejected);
        Assert.Equal(import.LastRow > 0, import.StoredAt is not null);
        Assert.Equal(import.RowsImported, (await registry.PeriodsAsync(file.City)).Count);
        Assert.Equal(import.RowsImported, (await registry.CountAsync(file.City)).ContractPeriods);
        Assert.Equal(import.LastRow, await ScalarAsync("select greatest(coalesce(max(import_row), 0), (select coalesce(max(row_number), 0) from import_finding where import_id = $1)) from contract_period where import_id = $1", import));
        Assert.Equal(import.RowsRejected, await ScalarAsync("select count(distinct row_number)::int from import_finding where import_id = $1 and severity = 1", import));
        await AssertPublishedOnceAsync(file.City);
    }

    private async Task AssertPublishedOnceAsync(City city)
    {
        var published = (await registry.PublishedAsync<ContractsRegistered>(city, one => one.CityId)).SelectMany(one => one.Contracts).Select(contract => $"{contract.ContractId}").Order(StringComparer.Ordinal);
        Assert.Equal((await registry.PeriodsAsync(city)).Select(period => period.ContractId).Order(StringComparer.Ordinal), published);
    }

    private async Task<ImportRecord> NewestAsync(City city) =>
        (await registry.Register.ListImportsAsync(new ListImportsRequest { CityId = city.Id, PageSize = 1 })).Imports[0];

    private Task<int> ScalarAsync(string sql, ImportRecord import) => registry.Running.ScalarAsync<int>(sql, Guid.Parse(import.ImportId));

    /// <summary>A register of several chunks, with a bad row now and then.</summary>
    private sealed class BrokenFile
    {
        private readonly RegisterLine[] _lines =
            [.. Enumerable.Range(1, Rows).Select(row => row % Bad == 0 ? new RegisterLine { Sex = "X" } : new RegisterLine())];

        public BrokenFile(City city, bool isWorkbook = false)
        {
            City = city;
            Whole = isWorkbook ? WorkbookFile.OfRegister(_lines.Select((line, index) => WorkbookFile.Line(index + 2, line))).ToBytes() : Bytes(Rows);
        }

        public City City { get; }

        public byte[] Whole { get; }

        /// <summary>The header and its first rows, as CSV.</summary>
        public byte[] Bytes(int rows) =>
            Encoding.UTF8.GetBytes(string.Concat(_lines.Take(rows).Select(line => $"{line}\n").Prepend($"{RegisterLine.Header}\n")));

        public static int GoodOf(int rows) => rows - rows / Bad;
    }
}
