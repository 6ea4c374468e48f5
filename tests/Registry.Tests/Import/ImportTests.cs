using System.Text;
using Grpc.Core;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Import;

[Collection(nameof(RegistryService))]
public sealed class ImportTests(RegistryService registry)
{
    [Fact]
    public async Task Import_GoodRowsAmongBad_AreInAndPublishedInBatches()
    {
        var city = await registry.NewCityAsync();
        var lines = Lines(1_200);
        lines[600] = lines[600] with { Sex = "X" };

        var reply = await registry.ImportAsync(city, RegisterLine.File(lines));

        Assert.Equal((1_200, 1_199, 1), (reply.RowsRead, reply.RowsImported, reply.RowsRejected));
        var periods = await registry.PeriodsAsync(city);
        var events = await registry.PublishedAsync<ContractsRegistered>(city, published => published.CityId);
        Assert.Equal([500, 500, 199], events.Select(published => published.Contracts.Count));
        Assert.Equal(
            periods.Select(period => (period.ContractId, period.WorkerId, period.UnitId, period.LastDay)).Order(),
            events.SelectMany(published => published.Contracts)
                .Select(published => ($"{published.ContractId}", $"{published.WorkerId}", $"{published.UnitId}", $"{published.LastDay:yyyy-MM-dd}")).Order());
    }

    [Fact]
    public async Task Import_SameFileAgain_IsUnchangedAndPublishesNothing()
    {
        var city = await registry.NewCityAsync();
        var file = RegisterLine.File(Lines(700));
        await registry.ImportAsync(city, file);
        var before = await registry.PeriodsAsync(city);

        var reply = await registry.ImportAsync(city, file);

        Assert.Equal((700, 0, 700, 0, 0), (reply.RowsRead, reply.RowsImported, reply.RowsUnchanged, reply.RowsUpdated, reply.RowsRejected));
        Assert.Equal(before, await registry.PeriodsAsync(city));
        Assert.Equal(2, (await registry.PublishedAsync<ContractsRegistered>(city, published => published.CityId)).Count);
    }

    [Fact]
    public async Task Import_DetailsChanged_UpdatesTheWorkerAndPublishesNothing()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line));
        var before = (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker;

        var named = await registry.ImportAsync(city, RegisterLine.File(line with { Name = "Maria Bano Lay" }));
        var paid = await registry.ImportAsync(city, RegisterLine.File(line with { Name = "Maria Bano Lay", Wage = "1300000" }));
        var same = await registry.ImportAsync(city, RegisterLine.File(line with { Name = "Maria Bano Lay", Wage = "1300000" }));

        Assert.Equal((1, 1, 0), (named.RowsUpdated, paid.RowsUpdated, same.RowsUpdated));
        var after = (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker;
        Assert.Equal((before.Id, "Maria Bano Lay"), (after.Id, after.Name));
        Assert.Single(await registry.PublishedAsync<ContractsRegistered>(city, published => published.CityId));
    }

    [Fact]
    public async Task Import_TwoYearsOfOneWorker_DetailsOfTheLatestCountWhateverTheOrder()
    {
        var city = await registry.NewCityAsync();
        var later = new RegisterLine { Name = "Maria Lay" };
        var earlier = later with { Name = "Maria Bano", FirstDay = "2019-01-01", LastDay = "2019-12-31" };

        var first = await registry.ImportAsync(city, RegisterLine.File(later, earlier));
        var again = await registry.ImportAsync(city, RegisterLine.File(earlier, later));

        Assert.Equal((2, 2), (first.RowsImported, again.RowsUnchanged));
        var found = await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = later.Nik });
        Assert.Equal("Maria Lay", found.Worker.Name);
        Assert.Equal(["2019-01-01", "2020-01-01"], found.ContractPeriods.Select(period => period.FirstDay));
    }

    [Fact]
    public async Task Import_SameFileThriceConcurrently_IsInOnce()
    {
        var city = await registry.NewCityAsync();
        var file = RegisterLine.File(Lines(6_000));

        var replies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => registry.ImportAsync(city, file)));

        Assert.Equal(6_000, replies.Sum(reply => reply.RowsImported));
        Assert.Equal(12_000, replies.Sum(reply => reply.RowsUnchanged));
        Assert.Equal(6_000, (await registry.PeriodsAsync(city)).Count);
        var events = await registry.PublishedAsync<ContractsRegistered>(city, published => published.CityId);
        Assert.Equal(6_000, events.SelectMany(published => published.Contracts).Select(published => published.ContractId).Distinct().Count());
        Assert.Equal(6_000, events.Sum(published => published.Contracts.Count));
    }

    [Fact]
    public async Task Import_PiecesOfOneByte_AreTheSameFile()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine { Name = "José Bano" };
        var file = Encoding.UTF8.GetBytes(string.Join("\r\n", RegisterLine.File(line)));

        Assert.Equal(1, (await registry.ImportAsync(city, file, pieceLength: 1)).RowsImported);
        Assert.Equal("José Bano", (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker.Name);
    }

    [Fact]
    public async Task Import_RequiredColumnMissing_IsRefusedByName()
    {
        var city = await registry.NewCityAsync();
        var e = await Assert.ThrowsAsync<RpcException>(() => registry.ImportAsync(city, "NIK;Nama"));

        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
        Assert.Contains("Unit Kerja", e.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_LargeFileRefused_IsAnsweredBeforeItsEnd()
    {
        var city = await registry.NewCityAsync();
        using var call = registry.Register.Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id } });
        await call.RequestStream.WriteAsync(new ImportRequest { Content = Google.Protobuf.ByteString.CopyFromUtf8("NIK;Nama\n" + new string('\n', 100_000)) });

        var e = await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync.WaitAsync(TimeSpan.FromSeconds(20)));
        Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);
    }

    [Fact]
    public async Task Import_WithoutHeader_IsRefused()
    {
        using var call = registry.Register.Import();
        await call.RequestStream.WriteAsync(new ImportRequest { Content = Google.Protobuf.ByteString.CopyFromUtf8("NIK") });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
    }

    [Fact]
    public async Task Import_UnknownCity_IsNotFound()
    {
        var e = await Assert.ThrowsAsync<RpcException>(() => registry.ImportAsync(new City { Id = $"{Guid.NewGuid()}" }, RegisterLine.Header));
        Assert.Equal(StatusCode.NotFound, e.StatusCode);
    }

    [Fact]
    public async Task Import_CallBrokenOff_KeepsWhatIsStoredAndCanBeSentAgain()
    {
        var city = await registry.NewCityAsync();
        var lines = Lines(12_000);
        var file = Encoding.UTF8.GetBytes(string.Join('\n', RegisterLine.File(lines)));
        using (var call = registry.Register.Import())
        {
            await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id } });
            foreach (var piece in file[..(file.Length * 3 / 4)].Chunk(32 * 1024))
                await call.RequestStream.WriteAsync(new ImportRequest { Content = Google.Protobuf.ByteString.CopyFrom(piece) });
            await Workforce.Testing.Eventually.HoldsAsync(async () => (await registry.PeriodsAsync(city)).Count >= 5_000, "a chunk is stored");
        }

        var reply = await registry.ImportAsync(city, file);

        Assert.Equal(12_000, reply.RowsImported + reply.RowsUnchanged);
        Assert.True(reply.RowsUnchanged >= 5_000);
        Assert.Equal(12_000, (await registry.PeriodsAsync(city, "2020-12-31")).Count);
    }

    [Fact]
    public async Task ListFindings_Pages_AreAllOfThemInTheOrderOfTheFile()
    {
        var city = await registry.NewCityAsync();
        var lines = Lines(7_000).Select((line, i) => i % 2 == 0 ? line with { Sex = "X" } : line with { Name = "Drs. Maria Bano" }).ToArray();

        var reply = await registry.ImportAsync(city, RegisterLine.File(lines));

        var all = await Paging.AllAsync(
            token => registry.Register.ListFindingsAsync(new ListFindingsRequest { ImportId = reply.ImportId, PageSize = 999, PageToken = token }).ResponseAsync,
            page => page.Findings, page => page.NextPageToken);
        Assert.Equal((3_500, 3_500, true), (reply.RowsRejected, reply.Warnings, reply.FindingsTruncated));
        Assert.Equal(Enumerable.Range(2, 7_000), all.Select(finding => finding.Row));
        Assert.Equal(all.Take(1_000), reply.Findings);
    }

    [Theory]
    [InlineData("not-a-token")]
    [InlineData("AAAA")]
    public async Task List_ForeignPageToken_IsRefused(string token)
    {
        var city = await registry.NewCityAsync();
        var reply = await registry.ImportAsync(city, RegisterLine.File(new RegisterLine()));

        AssertInvalid(await Assert.ThrowsAsync<RpcException>(async () => await registry.Register.ListFindingsAsync(
            new ListFindingsRequest { ImportId = reply.ImportId, PageToken = token })));
        AssertInvalid(await Assert.ThrowsAsync<RpcException>(async () => await registry.Register.ListContractPeriodsAsync(
            new ListContractPeriodsRequest { CityId = city.Id, PageToken = token })));
    }

    private static void AssertInvalid(RpcException e) => Assert.Equal(StatusCode.InvalidArgument, e.StatusCode);

    private static RegisterLine[] Lines(int count) => [.. Enumerable.Range(0, count).Select(_ => new RegisterLine())];
}
