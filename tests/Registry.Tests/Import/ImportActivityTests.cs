using Google.Protobuf;
using Grpc.Core;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

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
    public async Task CountContractPeriods_ImportHasEnded_SaysSinceWhenNothingChanges()
    {
        var city = await registry.NewCityAsync();
        await registry.ImportAsync(city, RegisterLine.File(new RegisterLine()));

        var count = await CountAsync(city);

        Assert.Equal((1, false), (count.ContractPeriods, count.Importing));
        Assert.InRange(count.UnchangedFor.ToTimeSpan(), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task CountContractPeriods_LastImportBrokeOff_SaysSoUntilOneIsWhole()
    {
        var city = await registry.NewCityAsync();
        string[] rows = [.. RegisterLine.File([.. Enumerable.Range(0, 5_500).Select(_ => new RegisterLine())])];
        using (var call = registry.Register.Import())
        {
            await SendAsync(call, city, rows);
            await Eventually.HoldsAsync(async () => (await CountAsync(city)).ContractPeriods == 5_000, "a chunk is stored");
        }
        await Eventually.HoldsAsync(async () => !(await CountAsync(city)).Importing, "the import has ended");
        Assert.True((await CountAsync(city)).BrokenOff);

        // A refused file stores nothing, and makes nothing whole.
        await Assert.ThrowsAsync<RpcException>(() => registry.ImportAsync(city, "%PDF-1.7, which is no register"));
        Assert.True((await CountAsync(city)).BrokenOff);

        await registry.ImportAsync(city, rows);
        Assert.False((await CountAsync(city)).BrokenOff);
    }

    [Fact]
    public async Task CountContractPeriods_SenderPausesForLong_GoesOnSayingThatItRuns()
    {
        var city = await registry.NewCityAsync();
        using var call = await BeginAsync(city);
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

        Assert.False((await CountAsync(city)).Importing);
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

    private static async Task SendAsync(AsyncClientStreamingCall<ImportRequest, ImportReply> call, City city, string[] lines)
    {
        await call.RequestStream.WriteAsync(new ImportRequest { Header = new ImportHeader { CityId = city.Id, FileName = "register.csv" } });
        foreach (var piece in ReadRegister.BytesOf(lines).Chunk(64 * 1024))
            await call.RequestStream.WriteAsync(new ImportRequest { Content = ByteString.CopyFrom(piece) });
    }

    private async Task<CountContractPeriodsReply> CountAsync(City city) =>
        await registry.Register.CountContractPeriodsAsync(new CountContractPeriodsRequest { CityId = city.Id });
}
