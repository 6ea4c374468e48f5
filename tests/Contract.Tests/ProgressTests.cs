using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Batches;
using Workforce.Contract.Contracts;
using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Ids;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class ProgressTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private static readonly DateTimeOffset Issued = DateTimeOffset.Parse("2021-01-01T00:00:07+08:00", CultureInfo.InvariantCulture);

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task WatchCycle_ReportsComeInAnyOrderAndTwice_EndsWithTheirSums()
    {
        var (town, cycleId) = await SweptAsync(1_200);
        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = cycleId }, deadline: Soon);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal((1_200, 0, 0), Sums(watch.ResponseStream.Current));

        foreach (var batch in town.Expired)
        {
            await NotifyAsync(batch);
            await NotifyAsync(batch);
            await RequestAsync(batch);
        }

        var last = watch.ResponseStream.Current;
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            last = watch.ResponseStream.Current;
        Assert.Equal((1_200, 1_200, 1_200), Sums(last));
        Assert.Equal(Issued, last.LastNotifiedAt.ToDateTimeOffset());
        Assert.Equal("2020-12-31T16:00:05Z", last.FirstExpiredAt.ToDateTime().ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task WatchCycle_Unknown_IsNotFound()
    {
        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = $"{Guid.NewGuid()}" });

        var error = await Assert.ThrowsAsync<RpcException>(() => watch.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task Reconcile_SomeReportsMissing_SendsExactlyThoseAgain()
    {
        var (town, _) = await SweptAsync(1_200);
        var batches = town.Expired.ToList();
        await RequestAsync(batches[0]);
        await NotifyAsync(batches[0]);
        await RequestAsync(batches[1]);
        await NotifyAsync(batches[1], missing: 1);
        await ReportedAsync(2, batches[0], batches[1]);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var missing = (await ReconcileAsync()).Select(batch => batch.BatchId);

        var expected = batches.Skip(1).Select(batch => batch.BatchId).Order().ToList();
        Assert.Equal(expected, missing.Where(id => batches.Any(batch => batch.BatchId == id)).Order());
        await Eventually.HoldsAsync(() => town.Expired.Count() == batches.Count + expected.Count, "the missing are sent again");
        Assert.Equal(expected, town.Expired.Skip(batches.Count).Select(batch => batch.BatchId).Order());
    }

    [Fact]
    public async Task WatchCycle_BatchReportedInParts_EndsWithTheirSum()
    {
        var (town, cycleId) = await SweptAsync(10);
        var batch = town.Expired.Single();
        await RequestAsync(batch);
        await ReportNoticesAsync(batch, 9);
        await ReportNoticesAsync(batch, 1);

        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = cycleId }, deadline: Soon);
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            Assert.InRange(watch.ResponseStream.Current.Notified, 0, 10);
    }

    [Fact]
    public async Task Reconcile_OnlyRequestsReported_SendsAgain()
    {
        var (town, _) = await SweptAsync(10);
        var batch = town.Expired.Single();
        await RequestAsync(batch);
        await ReportedAsync(1, batch);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var missing = await ReconcileAsync();

        Assert.Contains(missing, sent => sent.BatchId == batch.BatchId);
    }

    [Fact]
    public async Task Report_ComesAgainOnceItsInboxRowIsDeleted_CountsNoMore()
    {
        var (town, cycleId) = await SweptAsync(10);
        var batch = town.Expired.Single();
        await RequestAsync(batch);
        await NotifyAsync(batch);
        await ReportedAsync(2, batch);

        await RequestAsync(batch);
        await ReportNoticesAsync(batch, 9);
        await host.Running.HandledAsync(ReportId(batch, 9));

        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = cycleId }, deadline: Soon);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal((10, 10, 10), Sums(watch.ResponseStream.Current));
    }

    [Fact]
    public async Task Reconcile_WithinTheGrace_SendsNothingAgain()
    {
        await SweptAsync(10);
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        await ReconcileAsync();
        var (_, cycleId) = await SweptAsync(10);

        var missing = await ReconcileAsync();

        Assert.DoesNotContain(missing, batch => $"{batch.CycleId}" == cycleId);
    }

    [Fact]
    public async Task Expire_Traced_ItsTraceIsTheMessages()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 10));

        var reply = await town.ExpireAsync();

        Assert.Matches("^[0-9a-f]{32}$", reply.TraceId);
        await town.PublishedAsync(10);
        var traceParent = await host.Running.ScalarAsync<string>("select trace_parent from outbox where id = $1", town.Expired.First().BatchId);
        Assert.Contains(reply.TraceId, traceParent, StringComparison.Ordinal);
    }

    // A watch that never ends fails the test instead of holding it up.
    private static DateTime Soon => DateTime.UtcNow.AddMinutes(1);

    // It takes the batches of the other tests too, and warns of what it publishes again.
    private Task<IReadOnlyList<MissingBatch>> ReconcileAsync()
    {
        host.Running.Log.Expect("batches are published again");
        return host.Running.Services.GetRequiredService<ReconcileCycles>().ReconcileAsync(CancellationToken.None);
    }

    private async Task<(Town Town, string CycleId)> SweptAsync(int contracts)
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", contracts));
        var reply = await town.ExpireAsync();
        await town.PublishedAsync(contracts);
        return (town, reply.Cycles[0].CycleId);
    }

    private Task RequestAsync(ContractsExpired batch) =>
        host.PublishAsync(new EvaluationsRequested(batch.BatchId, batch.CycleId, ExpiredBatches.CountOf(batch)));

    private Task NotifyAsync(ContractsExpired batch, int missing = 0) => ReportNoticesAsync(batch, ExpiredBatches.CountOf(batch) - missing);

    private Task ReportNoticesAsync(ContractsExpired batch, int notices) =>
        host.PublishAsync(new NoticesIssued(batch.BatchId, batch.CycleId, notices, Issued), ReportId(batch, notices));

    private static Guid ReportId(ContractsExpired batch, int notices) => DerivedId.From("test-report", batch.BatchId, notices);

    private Task ReportedAsync(int steps, params ContractsExpired[] batches) => Eventually.HoldsAsync(
        async () => await host.Running.ScalarAsync<long>(
            "select count(*) from batch_report where batch_id = any($1)", batches.Select(batch => batch.BatchId).ToArray()) == steps * batches.Length,
        "the reports arrived");

    private static (int Expired, int Requested, int Notified) Sums(V1.CycleProgress progress) =>
        (progress.Expired, progress.Requested, progress.Notified);
}
