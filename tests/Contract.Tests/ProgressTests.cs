using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Cycles;
using Workforce.Contract.Events;
using Workforce.Contract.Expiry;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.ServiceDefaults.Identity;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class ProgressTests(ContractHost host) : IClassFixture<ContractHost>
{
    private static readonly DateTimeOffset Issued = DateTimeOffset.Parse("2021-01-01T00:00:07+08:00", CultureInfo.InvariantCulture);

    [Fact]
    public async Task WatchCycle_ReportsComeInAnyOrderAndTwice_EndsWithTheirSums()
    {
        var (town, cycleId) = await SweptAsync(1_200);
        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = cycleId }, deadline: Soon);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal((1_200, 0, 0), Sums(watch.ResponseStream.Current));

        foreach (var batch in town.Heard)
        {
            await TellAsync(batch);
            await host.Neighbours.RepeatAsync(ToldId(batch, Batches.CountOf(batch)));
            await RequestAsync(batch);
        }

        var last = watch.ResponseStream.Current;
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            last = watch.ResponseStream.Current;
        Assert.Equal((1_200, 1_200, 1_200), Sums(last));
        Assert.Equal(Issued, last.LastToldAt.ToDateTimeOffset());
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
        var batches = town.Heard.ToList();
        await RequestAsync(batches[0]);
        await TellAsync(batches[0]);
        await WriteAsync(batches[0]);
        await RequestAsync(batches[1]);
        await TellAsync(batches[1], missing: 1);
        await WriteAsync(batches[1]);
        await ReportedAsync(batches[0], batches[1]);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var missing = (await Reconciliation.ReconcileAsync(CancellationToken.None)).Select(batch => batch.BatchId);

        var expected = batches.Skip(1).Select(batch => batch.BatchId).Order().ToList();
        Assert.Equal(expected, missing.Where(id => batches.Any(batch => batch.BatchId == id)).Order());
        await Eventually.HoldsAsync(() => town.Heard.Count() == batches.Count + expected.Count, "the missing are sent again");
        Assert.Equal(expected, town.Heard.Skip(batches.Count).Select(batch => batch.BatchId).Order());
    }

    [Fact]
    public async Task WatchCycle_BatchAnsweredInParts_EndsWithTheirSum()
    {
        var (town, cycleId) = await SweptAsync(10);
        var batch = town.Heard.Single();
        await RequestAsync(batch);
        await SayToldAsync(batch, 9);
        await SayToldAsync(batch, 1);

        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = cycleId }, deadline: Soon);
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            Assert.InRange(watch.ResponseStream.Current.Told, 0, 10);
    }

    [Fact]
    public async Task Reconcile_OnlyLettersMissing_SendsAgain()
    {
        var (town, _) = await SweptAsync(10);
        var batch = town.Heard.Single();
        await RequestAsync(batch);
        await TellAsync(batch);
        await BecomeAsync("requested = contracts and told = contracts", batch);
        await Task.Delay(TimeSpan.FromSeconds(1.2));

        var missing = await Reconciliation.ReconcileAsync(CancellationToken.None);

        Assert.Contains(missing, sent => sent.BatchId == batch.BatchId);
    }

    [Fact]
    public async Task Report_ComesAgainWhenTheInboxHasForgotten_CountsNoMore()
    {
        var (town, cycleId) = await SweptAsync(10);
        var batch = town.Heard.Single();
        await RequestAsync(batch);
        await TellAsync(batch);
        await WriteAsync(batch);
        await ReportedAsync(batch);

        await RequestAsync(batch);
        await SayToldAsync(batch, 9);
        await ReceivedAsync(ToldId(batch, 9));

        using var watch = host.Cycles.WatchCycle(new V1.WatchCycleRequest { CycleId = cycleId }, deadline: Soon);
        Assert.True(await watch.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal((10, 10, 10), Sums(watch.ResponseStream.Current));
    }

    [Fact]
    public async Task Reconcile_WithinTheGrace_SendsNothingAgain()
    {
        await SweptAsync(10);
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        await Reconciliation.ReconcileAsync(CancellationToken.None);
        var (_, cycleId) = await SweptAsync(10);

        var missing = await Reconciliation.ReconcileAsync(CancellationToken.None);

        Assert.DoesNotContain(missing, batch => $"{batch.CycleId}" == cycleId);
    }

    [Fact]
    public async Task Expire_Traced_ItsTraceIsTheMessages()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.AnnounceAsync(town.YearUntil("2020-12-31", 10));

        var reply = await town.ExpireAsync();

        Assert.Matches("^[0-9a-f]{32}$", reply.TraceId);
        await town.HeardAsync(10);
        await using var command = host.Database.CreateCommand("select trace_parent from outbox where id = $1");
        command.Parameters.Add(new() { Value = town.Heard.First().BatchId });
        Assert.Contains(reply.TraceId, (string)(await command.ExecuteScalarAsync())!, StringComparison.Ordinal);
    }

    // A watch that never ends fails the test instead of holding it up.
    private static DateTime Soon => DateTime.UtcNow.AddMinutes(1);

    private Reconciliation Reconciliation => host.Services.GetRequiredService<Reconciliation>();

    private async Task<(Town Town, string CycleId)> SweptAsync(int contracts)
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.AnnounceAsync(town.YearUntil("2020-12-31", contracts));
        var reply = await town.ExpireAsync();
        await town.HeardAsync(contracts);
        return (town, reply.Cycles[0].CycleId);
    }

    private Task RequestAsync(ContractsExpired batch) => host.Neighbours.AnnounceAsync(new EvaluationsRequested(
        batch.BatchId, batch.CityId, batch.CycleId, batch.DueDay,
        [.. batch.Units.Select(unit => new RequestedUnit(unit.UnitId, unit.HeadId, unit.Contracts.Count))]));

    private Task TellAsync(ContractsExpired batch, int missing = 0) => SayToldAsync(batch, Batches.CountOf(batch) - missing);

    private Task WriteAsync(ContractsExpired batch) => host.Neighbours.AnnounceAsync(new LettersIssued(batch.BatchId, batch.CycleId));

    private Task SayToldAsync(ContractsExpired batch, int notices) => host.Neighbours.AnnounceAsync(
        new NoticesIssued(batch.BatchId, batch.CycleId, notices, Issued), ToldId(batch, notices));

    private static Guid ToldId(ContractsExpired batch, int notices) => DerivedId.From("test-told", batch.BatchId, notices);

    private Task ReportedAsync(params ContractsExpired[] batches) => BecomeAsync("requested > 0 and told > 0 and lettered", batches);

    private Task BecomeAsync(string state, params ContractsExpired[] batches) => Eventually.HoldsAsync(async () =>
    {
        await using var command = host.Database.CreateCommand($"select count(*) from expiry_batch where batch_id = any($1) and {state}");
        command.Parameters.Add(new() { Value = batches.Select(batch => batch.BatchId).ToArray() });
        return (long)(await command.ExecuteScalarAsync())! == batches.Length;
    }, "the reports arrived");

    private Task ReceivedAsync(Guid messageId) => Eventually.HoldsAsync(async () =>
    {
        await using var command = host.Database.CreateCommand("select count(*) from inbox where message_id = $1");
        command.Parameters.Add(new() { Value = messageId });
        return (long)(await command.ExecuteScalarAsync())! == 1;
    }, "the message is handled");

    private static (int Expired, int Requested, int Told) Sums(V1.CycleProgress progress) =>
        (progress.Expired, progress.Requested, progress.Told);
}
