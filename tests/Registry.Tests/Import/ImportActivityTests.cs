using Grpc.Core;
using Workforce.Registry.Import.Reading;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;
using ImportState = Workforce.Registry.V1.ImportState;

namespace Workforce.Registry.Tests.Import;

/// <summary>What CountContractPeriods says of imports: sweeps wait for one that runs, and not for one whose process died.</summary>
[Collection(nameof(RegistryService))]
public sealed class ImportActivityTests(RegistryService registry)
{
    [Fact]
    public async Task CountContractPeriods_NoImportYet_SaysNeitherThatOneRunsNorWhenOneStored()
    {
        var count = await CountAsync(await registry.NewCityAsync());
        Assert.Equal((0, false, null), (count.ContractPeriods, count.Importing, count.UnchangedFor));
    }

    [Fact]
    public async Task CountContractPeriods_SeveralCities_CountsEachAndLeavesOutTheUnknown()
    {
        var (one, other) = (await registry.NewCityAsync(), await registry.NewCityAsync());
        await registry.ImportAsync(one, RegisterLine.File(new RegisterLine(), new RegisterLine()));

        var reply = await registry.Register.CountContractPeriodsAsync(
            new CountContractPeriodsRequest { CityIds = { other.Id, $"{Guid.NewGuid()}", one.Id, one.Id } });

        Assert.Equal(
            new Dictionary<string, int> { [one.Id] = 2, [other.Id] = 0 }, reply.Counts.ToDictionary(count => count.CityId, count => count.ContractPeriods));
    }

    [Fact]
    public async Task CountContractPeriods_ImportHasEnded_SaysSinceWhenNothingChanges()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine()));

        var count = await CountAsync(city);

        Assert.Equal((1, false), (count.ContractPeriods, count.Importing));
        Assert.InRange(count.UnchangedFor.ToTimeSpan(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task CountContractPeriods_ImportThatChangesNothing_IsNoChange()
    {
        var city = await registry.NewCityAsync();
        var line = new RegisterLine();
        await registry.ImportAsync(city, RegisterLine.File(line));
        await registry.Running.ExecuteAsync("update import set changed_at = changed_at - interval '1 hour' where city_id = $1", Guid.Parse(city.Id));

        await registry.ImportAsync(city, RegisterLine.File(line, new RegisterLine { Sex = "X" }));
        Assert.True((await CountAsync(city)).UnchangedFor.ToTimeSpan() > TimeSpan.FromMinutes(59));

        await registry.ImportAsync(city, RegisterLine.File(line with { Position = "Kepala Regu" }));
        Assert.True((await CountAsync(city)).UnchangedFor.ToTimeSpan() < TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task CountContractPeriods_AnImportBrokeOff_SaysSoUntilItsFileIsWhole(int chunks)
    {
        var city = await registry.NewCityAsync();
        var lines = Lines(chunks * RegisterFile.RowsOfChunk + 500);
        await BreakOffAsync(city, lines, chunks);
        Assert.True((await CountAsync(city)).BrokenOff);
        Assert.Equal([ImportState.BrokenOff], await StatesAsync(city));

        // A refused file makes nothing whole, and breaks nothing off.
        await Assert.ThrowsAsync<RpcException>(() => registry.ImportAsync(city, "%PDF-1.7, which is no register"));
        Assert.True((await CountAsync(city)).BrokenOff);

        await registry.ImportAsync(city, lines);
        Assert.False((await CountAsync(city)).BrokenOff);
        await Assert.ThrowsAsync<RpcException>(() => registry.ImportAsync(city, "%PDF-1.7, which is no register"));
        Assert.False((await CountAsync(city)).BrokenOff);
        Assert.Equal([ImportState.Refused, ImportState.Whole, ImportState.Refused, ImportState.BrokenOff], await StatesAsync(city));
    }

    [Fact]
    public async Task CountContractPeriods_CallIsWrongAfterAChunk_IsBrokenOffAndNotRefused()
    {
        var city = await registry.NewCityAsync();
        using (var call = registry.Register.Import())
        {
            await SendAsync(call, city, Lines(RegisterFile.RowsOfChunk + 500));
            await Eventually.HoldsAsync(async () => (await CountAsync(city)).ContractPeriods == RegisterFile.RowsOfChunk, "a chunk is stored");
            await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id } });
            Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseAsync)).StatusCode);
        }

        Assert.Equal([ImportState.BrokenOff], await StatesAsync(city));
        Assert.True((await CountAsync(city)).BrokenOff);
    }

    [Fact]
    public async Task CountContractPeriods_AnotherFileAfterOneThatBrokeOff_MakesUpForItWithAsManyRows()
    {
        var city = await registry.NewCityAsync();
        var lines = Lines(RegisterFile.RowsOfChunk + 500);
        await BreakOffAsync(city, lines, chunks: 1, fileName: "ptt 2021.csv");

        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine(), new RegisterLine()));
        Assert.True((await CountAsync(city)).BrokenOff);

        await registry.ImportAsync(city, lines);
        Assert.False((await CountAsync(city)).BrokenOff);
    }

    [Fact]
    public async Task CountContractPeriods_ImportWaitsForItsTurn_CountsAsRunning()
    {
        await using var narrow = await registry.StartBesideAsync(("Import:ConcurrentImports", "1"));
        var (one, other) = (await narrow.NewCityAsync(), await narrow.NewCityAsync());
        using var first = narrow.Register.Import();
        await SendAsync(first, one, RegisterLine.File(new RegisterLine()));
        await Eventually.HoldsAsync(async () => (await narrow.CountAsync(one)).Importing, "the first import has begun");

        using var second = narrow.Register.Import();
        await SendAsync(second, other, RegisterLine.File(new RegisterLine()));
        await second.RequestStream.CompleteAsync();
        await Eventually.HoldsAsync(async () => (await narrow.CountAsync(other)).Importing, "the second one counts");

        await first.RequestStream.CompleteAsync();
        await first;
        await second;
        Assert.Equal((1, false), ((await narrow.CountAsync(other)).ContractPeriods, (await narrow.CountAsync(other)).Importing));
    }

    [Fact]
    public async Task CountContractPeriods_SenderPausesForLong_GoesOnSayingThatItRuns()
    {
        var city = await registry.NewCityAsync();
        using var call = await BeginAsync(city);
        Assert.Equal([ImportState.Running], await StatesAsync(city));
        await registry.Running.ExecuteAsync("update import set started_at = started_at - interval '1 hour', seen_at = seen_at - interval '1 hour' where city_id = $1", Guid.Parse(city.Id));

        await Eventually.HoldsAsync(async () => (await CountAsync(city)).Importing, "the import has shown that it lives");

        await call.RequestStream.CompleteAsync();
        await call;
        Assert.False((await CountAsync(city)).Importing);
    }

    [Fact]
    public async Task CountContractPeriods_RegistryIsKilledUnderTheImport_SoonNoLongerCountsIt()
    {
        var city = await registry.NewCityAsync();
        await using (var process = await registry.StartProcessAsync())
        {
            using var call = process.Register.Import();
            await SendAsync(call, city);
            await Eventually.HoldsAsync(async () => (await CountAsync(city)).Importing, "the import has begun");
            await process.KillAsync();
            await Assert.ThrowsAnyAsync<Exception>(() => call.ResponseAsync);
        }
        Assert.True((await CountAsync(city)).Importing);

        await registry.Running.ExecuteAsync("update import set seen_at = seen_at - interval '30 seconds' where city_id = $1", Guid.Parse(city.Id));

        var count = await CountAsync(city);
        Assert.Equal((false, true), (count.Importing, count.BrokenOff));
    }

    private async Task<AsyncClientStreamingCall<ImportRequest, ImportReply>> BeginAsync(City city)
    {
        var call = registry.Register.Import();
        await SendAsync(call, city);
        await Eventually.HoldsAsync(async () => (await CountAsync(city)).Importing, "the import has begun");
        return call;
    }

    private static Task SendAsync(AsyncClientStreamingCall<ImportRequest, ImportReply> call, City city) =>
        SendAsync(call, city, RegisterLine.File(new RegisterLine()));

    private static Task SendAsync(AsyncClientStreamingCall<ImportRequest, ImportReply> call, City city, string[] lines, string fileName = "register.csv") =>
        RegistryService.SendAsync(call, city, ReadRegister.BytesOf(lines), name: fileName);

    private async Task<IEnumerable<ImportState>> StatesAsync(City city) =>
        (await registry.Register.ListImportsAsync(new ListImportsRequest { CityId = city.Id })).Imports.Select(import => import.State);

    private static string[] Lines(int rows) => RegisterLine.File([.. Enumerable.Range(0, rows).Select(_ => new RegisterLine())]);

    private async Task BreakOffAsync(City city, string[] lines, int chunks, string fileName = "register.csv")
    {
        using (var call = registry.Register.Import())
        {
            await SendAsync(call, city, lines, fileName);
            await Eventually.HoldsAsync(
                async () => await CountAsync(city) is { Importing: true } count && count.ContractPeriods == chunks * RegisterFile.RowsOfChunk, "the chunks are stored");
        }
        await Eventually.HoldsAsync(async () => !(await CountAsync(city)).Importing, "the import has ended");
    }

    private Task<ContractPeriodCount> CountAsync(City city) => registry.CountAsync(city);
}
