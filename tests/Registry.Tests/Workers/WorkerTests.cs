using System.Diagnostics;
using Grpc.Core;
using Workforce.Registry.V1;
using Xunit;

namespace Workforce.Registry.Tests.Workers;

[Collection(nameof(RegistryService))]
public sealed class WorkerTests(RegistryService registry)
{
    [Theory]
    [InlineData("123")]
    [InlineData("3.57E+15")]
    [InlineData("")]
    public async Task FindWorker_NotANik_IsRefused(string nik) =>
        Assert.Equal(StatusCode.InvalidArgument, (await FailAsync(nik)).StatusCode);

    [Fact]
    public async Task FindWorker_NoWorkerHasIt_IsNotFoundByItsLastFour()
    {
        var e = await FailAsync("9999019999999876");

        Assert.Equal(StatusCode.NotFound, e.StatusCode);
        Assert.Contains("9876", e.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("99990", e.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetWorkerNames_UnknownAndRepeatedIds_AreAnsweredInOrder()
    {
        var city = await registry.NewCityAsync();
        var (yosef, maria) = (new RegisterLine { Name = "Drs. Yosef Lay" }, new RegisterLine { Name = "Maria Bria" });
        await registry.ImportAsync(city, RegisterLine.File(yosef, maria));
        var (yosefsId, mariasId) = (await IdAsync(yosef), await IdAsync(maria));

        var reply = await registry.Workers.GetWorkerNamesAsync(new GetWorkerNamesRequest { Ids = { mariasId, $"{Guid.NewGuid()}", yosefsId, mariasId } });

        Assert.Equal(["Maria Bria", "", "Drs. Yosef Lay", "Maria Bria"], reply.Names);
    }

    [Fact]
    public async Task GetAges_OnABirthdayAndTheDayBefore_AreWholeYearsInOrder()
    {
        var city = await registry.NewCityAsync();
        var (older, younger) = (new RegisterLine { BirthDate = "1962-12-31" }, new RegisterLine { BirthDate = "1963-01-01" });
        await registry.ImportAsync(city, RegisterLine.File(older, younger));
        var request = new GetAgesRequest { Ids = { await IdAsync(younger), $"{Guid.NewGuid()}", await IdAsync(older) }, On = "2020-12-31" };

        Assert.Equal([57, 0, 58], (await registry.Workers.GetAgesAsync(request)).Years);
        Assert.Equal([58, 0, 58], (await registry.Workers.GetAgesAsync(new GetAgesRequest(request) { On = "2021-01-01" })).Years);
    }

    [Fact]
    public async Task GetWorkerNames_NoIds_AreNoNames() =>
        Assert.Empty((await registry.Workers.GetWorkerNamesAsync(new GetWorkerNamesRequest())).Names);

    [Fact]
    public async Task GetWorkerNames_TooManyIdsOrOneThatIsNone_AreRefused()
    {
        var tooMany = new GetWorkerNamesRequest { Ids = { Enumerable.Range(0, 1_001).Select(_ => $"{Guid.NewGuid()}") } };
        var none = new GetWorkerNamesRequest { Ids = { "kupang" } };

        foreach (var request in (GetWorkerNamesRequest[])[tooMany, none])
            Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(
                async () => await registry.Workers.GetWorkerNamesAsync(request))).StatusCode);
    }

    [Fact]
    public async Task Nik_Traced_IsInNoSpan()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span =>
            {
                lock (spans)
                    spans.Add(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        var city = await registry.NewCityAsync();
        var line = new RegisterLine { Name = "Yustina Tallo" };

        await registry.ImportAsync(city, RegisterLine.File(line));
        await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik });

        lock (spans)
        {
            Assert.Contains(spans, span => span.Source.Name == "Npgsql");
            Assert.Contains(spans, span => span.OperationName == "import chunk");
            Assert.DoesNotContain(spans.SelectMany(Texts), text => text.Contains(line.Nik, StringComparison.Ordinal) || text.Contains("Tallo", StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Texts(Activity span) =>
    [
        span.DisplayName,
        .. span.TagObjects.Select(tag => $"{tag.Value}"),
        .. span.Events.SelectMany(happened => happened.Tags.Select(tag => $"{tag.Value}")),
    ];

    private async Task<string> IdAsync(RegisterLine line) =>
        (await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = line.Nik })).Worker.Id;

    private async Task<RpcException> FailAsync(string nik) => await Assert.ThrowsAsync<RpcException>(
        async () => await registry.Workers.FindWorkerAsync(new FindWorkerRequest { Nik = nik }));
}
