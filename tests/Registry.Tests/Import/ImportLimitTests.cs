using Google.Protobuf;
using Grpc.Core;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Import;

/// <summary>What an import may use: findings, time without a piece, the size of a piece, places beside others.</summary>
[Collection(nameof(RegistryService))]
public sealed class ImportLimitTests(RegistryService common) : IAsyncLifetime
{
    private const int RowsOfChunk = 5_000;
    private const string Header = "NIK;Nama";

    private RegistryService _registry = null!;

    public async Task InitializeAsync() => _registry = await common.StartBesideAsync(
        ("Import:Findings", "6000"), ("Import:IdleSeconds", "1"), ("Import:ConcurrentImports", "1"));

    public Task DisposeAsync() => _registry.DisposeAsync();

    [Fact]
    public async Task Import_MoreFindingsThanAreKept_EndsWithWhatIsStoredAndNamesTheRow()
    {
        var city = await _registry.NewCityAsync();
        string[] lines = [RegisterLine.Header, .. Enumerable.Repeat("1", 3 * RowsOfChunk)];

        var reply = await _registry.ImportAsync(city, lines);

        Assert.True(reply.BrokenOff);
        var first = reply.Findings[0];
        Assert.Equal((reply.RowsRead + 1, "more than 6,000 findings up to this row, the last that was read; correct the file and import it again"), (first.Row, first.Reason));
        var record = Assert.Single((await _registry.Register.ListImportsAsync(new ListImportsRequest { CityId = city.Id })).Imports);
        Assert.False(record.Complete);
        Assert.Equal(reply.RowsRead, record.RowsRead);
        Assert.InRange(record.RowsRead, RowsOfChunk, 2 * RowsOfChunk);
    }

    [Fact]
    public async Task Import_CallerSendsNothingMore_EndsAndMakesRoomForTheNext()
    {
        var city = await _registry.NewCityAsync();
        using var idle = _registry.Register.Import();
        await idle.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id, FileName = "register.csv" } });
        await idle.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFromUtf8(Header) });

        var next = _registry.ImportAsync(city, Header);

        var refusal = await Assert.ThrowsAsync<RpcException>(() => idle.ResponseAsync);
        Assert.Equal(StatusCode.DeadlineExceeded, refusal.StatusCode);
        Assert.Equal("no piece of the file came within 1 s; what was stored stays, send it again", refusal.Status.Detail);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => next)).StatusCode); // read: it has no such header
    }

    [Fact]
    public async Task Import_PieceLargerThanAMessage_IsRefusedAsSuch()
    {
        var city = await _registry.NewCityAsync();
        var piece = new byte[17 * 1024 * 1024];

        var refusal = await Assert.ThrowsAsync<RpcException>(() => _registry.ImportAsync(city, piece, piece.Length));

        Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
        Assert.Equal("content: is larger than a message may be; send the file in smaller pieces", refusal.Status.Detail);
    }
}
