using Grpc.Core;
using Workforce.Access.V1;
using Workforce.Identity;
using Workforce.Registry.V1;
using Workforce.Testing;
using Xunit;

namespace Workforce.Registry.Tests.Exports;

/// <summary>How many exports are kept until they are sent: a caller who does not read would fill the disk with them.</summary>
[Collection(nameof(RegistryService))]
public sealed class KeptExportTests(RegistryService registry)
{
    // More than the buffers between the two take of a file that nobody reads.
    private const int Rows = 8_000;

    [Fact]
    public async Task Export_AsManyAreNotYetReceived_IsRefusedUntilOneIs()
    {
        await using var beside = await registry.StartBesideAsync(("Export:KeptExports", "2"), ("Export:KeptExportsOfCaller", "1"));
        var city = await beside.NewCityAsync();
        await beside.ImportAsync(city, RegisterLine.File([.. Enumerable.Range(0, Rows).Select(_ => new RegisterLine { Position = new string('a', 150) })]));
        using var second = Open(beside, city, "second");
        using var third = Open(beside, city, "third");

        using var kept = await BeginAsync(beside.Running.Client<ExportService.ExportServiceClient>(), city);
        await AssertRefusedAsync(beside.Running.Client<ExportService.ExportServiceClient>(), city, "of the same caller");
        using (await BeginAsync(new ExportService.ExportServiceClient(second), city))
            await AssertRefusedAsync(new ExportService.ExportServiceClient(third), city, "as many as it may");

        // A call that is given up gives its place back, and so does one that has received all.
        await Eventually.HoldsAsync(
            async () =>
            {
                try
                {
                    using var call = await BeginAsync(new ExportService.ExportServiceClient(third), city);
                    await foreach (var _ in call.ResponseStream.ReadAllAsync())
                    {
                    }
                    return true;
                }
                catch (RpcException refused) when (refused.StatusCode is StatusCode.ResourceExhausted)
                {
                    return false;
                }
            },
            "the place is free again");
        await Eventually.HoldsAsync(async () => await CanBeginAsync(new ExportService.ExportServiceClient(third), city), "it is free after the end");
    }

    [Fact]
    public async Task Start_MoreExportsOfACallerThanInAll_IsRefused()
    {
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => registry.StartBesideAsync(("Export:KeptExports", "2"), ("Export:KeptExportsOfCaller", "3")));
        Assert.Contains("KeptExportsOfCaller 3 is above KeptExports 2", failed.ToString(), StringComparison.Ordinal);
    }

    private static async Task<bool> CanBeginAsync(ExportService.ExportServiceClient exports, City city)
    {
        try
        {
            using var call = await BeginAsync(exports, city);
            return true;
        }
        catch (RpcException refused) when (refused.StatusCode is StatusCode.ResourceExhausted)
        {
            return false;
        }
    }

    private static async Task<AsyncServerStreamingCall<ExportPiece>> BeginAsync(ExportService.ExportServiceClient exports, City city)
    {
        var call = exports.Export(new ExportRequest { CityId = city.Id, Layout = ExportLayout.Register, AsOf = "2020-12-31", Format = ExportFormat.Csv });
        await call.ResponseStream.MoveNext(CancellationToken.None);
        return call;
    }

    private static async Task AssertRefusedAsync(ExportService.ExportServiceClient exports, City city, string words)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() => BeginAsync(exports, city));
        Assert.Equal(StatusCode.ResourceExhausted, refused.StatusCode);
        Assert.Contains(words, refused.Status.Detail, StringComparison.Ordinal);
    }

    private static Grpc.Net.Client.GrpcChannel Open(RegistryService service, City city, string subject) =>
        TestTokens.Open(service.Running.Address, _ => TestTokens.Sign(new SetupToken(subject, subject, [Role.Hr], [city.Code])));
}
