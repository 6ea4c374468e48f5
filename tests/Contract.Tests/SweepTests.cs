using Grpc.Core;
using Workforce.Contract.Contracts;
using Workforce.Contract.Events;
using Xunit;

namespace Workforce.Contract.Tests;

[Collection(Servers.Name)]
public sealed class SweepTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Sweep_LastDayInWita_StaysInForceUntilMidnightThere()
    {
        var town = await host.FoundAsync("Asia/Makassar");
        await town.RegisterAsync(town.YearUntil("2020-12-31", 4));

        host.Clock.Set("2020-12-31T15:59:59Z");
        Assert.Equal(0, (await town.ExpireAsync()).ContractsExpired);
        Assert.Equal(4, (await town.CountAsync()).InForce);

        host.Clock.Set("2020-12-31T16:00:00Z");
        Assert.Equal(4, (await town.ExpireAsync()).ContractsExpired);
        Assert.Equal(4, (await town.CountAsync()).Expired);
    }

    [Theory]
    [InlineData("Asia/Jakarta", 0)]
    [InlineData("Asia/Makassar", 1)]
    [InlineData("Asia/Jayapura", 1)]
    public async Task Sweep_SameMoment_EachCityGoesByItsOwnZone(string zone, int expired)
    {
        host.Clock.Set("2020-12-31T16:30:00Z");
        var town = await host.FoundAsync(zone);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));

        Assert.Equal(expired, (await town.ExpireAsync()).ContractsExpired);
    }

    [Fact]
    public async Task Sweep_AsOfLaterThanTheCitysToday_IsRefusedNamingBothDays()
    {
        host.Clock.Set("2020-12-31T23:59:59+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));

        var error = await Assert.ThrowsAsync<RpcException>(() => town.ExpireAsync("2021-01-01"));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal("as_of 2021-01-01 is later than today in Kota Kupang, 2020-12-31", error.Status.Detail);
        Assert.Equal(1, (await town.CountAsync()).InForce);
    }

    [Fact]
    public async Task Sweep_MissedNights_AreCaughtUpOldestFirst()
    {
        host.Clock.Set("2021-01-10T08:00:00+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync([.. town.YearUntil("2021-01-03", 2), .. town.YearUntil("2020-12-31", 3), .. town.YearUntil("2021-01-10", 1)]);

        var reply = await town.ExpireAsync();

        Assert.Equal(["2020-12-31", "2021-01-03"], reply.Cycles.Select(cycle => cycle.LastDay));
        Assert.Equal([3, 2], reply.Cycles.Select(cycle => cycle.ContractsExpired));
        Assert.Equal(1, (await town.CountAsync()).InForce);
    }

    [Fact]
    public async Task Sweep_EarlierAsOf_LeavesLaterDays()
    {
        host.Clock.Set("2021-01-10T08:00:00+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync([.. town.YearUntil("2020-12-31", 3), .. town.YearUntil("2021-01-03", 2)]);

        Assert.Equal(3, (await town.ExpireAsync("2021-01-03")).ContractsExpired);
        Assert.Equal(2, (await town.ExpireAsync("2021-01-04")).ContractsExpired);
    }

    [Fact]
    public async Task Sweep_Twice_AddsNothing()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1_200));
        Assert.Equal(1_200, (await town.ExpireAsync("2021-01-01")).ContractsExpired);

        var again = await town.ExpireAsync("2021-01-01");

        Assert.Equal(0, again.ContractsExpired);
        Assert.Empty(again.Cycles);
        await town.PublishedAsync(1_200);
        Assert.Equal(1, await CountAsync("cycle", town));
    }

    // As it is left by a process that ends between a day's last chunk and its close.
    [Fact]
    public async Task Sweep_DayOnWhichNothingIsInForce_OpensNoCycleAndIsDeleted()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await host.Running.ExecuteAsync("insert into unswept_day (city_id, last_day) values ($1, '2020-12-31')", town.Id);

        Assert.Equal(0, (await town.ExpireAsync()).ContractsExpired);

        Assert.Equal(0, await CountAsync("cycle", town));
        Assert.Equal(0, await CountAsync("unswept_day", town));
    }

    [Fact]
    public async Task Sweep_ContractsThatArriveLate_JoinTheSameCycle()
    {
        host.Clock.Set("2021-01-02T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 7));
        var first = await town.ExpireAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 5));

        var second = await town.ExpireAsync();

        Assert.Equal(5, second.ContractsExpired);
        Assert.Equal(first.Cycles[0].CycleId, second.Cycles[0].CycleId);
    }

    [Fact]
    public async Task Sweep_FourConcurrently_EachContractExpiresAndIsPublishedOnce()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 6_000));

        var replies = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.ExpireAsync()));

        Assert.Equal(6_000, replies.Sum(reply => reply.ContractsExpired));
        Assert.Equal(0, (await town.CountAsync()).InForce);
        await town.PublishedAsync(6_000);
        Assert.Equal(6_000, town.Expired.SelectMany(b => b.Units).SelectMany(u => u.Contracts).Select(c => c.ContractId).Distinct().Count());
        Assert.Equal(1, await CountAsync("cycle", town));
        Assert.Equal(0, await CountAsync("unswept_day", town));
    }

    [Fact]
    public async Task Sweep_Published_BatchesHoldAtMost1000OfOneCityAndNameTheirMessage()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 2_180));

        var reply = await town.ExpireAsync();

        await town.PublishedAsync(2_180);
        var published = host.Expired.Select(message => (message.MessageId, Batch: message.As<ContractsExpired>()))
            .Where(message => message.Batch.CityId == town.Id).ToList();
        Assert.All(published, message => Assert.InRange(ExpiredBatches.CountOf(message.Batch), 1, 1_000));
        Assert.All(published, message => Assert.Equal(message.MessageId, message.Batch.BatchId));
        Assert.All(published, message => Assert.Equal(reply.Cycles[0].CycleId, $"{message.Batch.CycleId}"));
        var exempt = published.SelectMany(message => message.Batch.Units).Where(unit => unit.KeepsWorking).Select(unit => $"{unit.UnitId}");
        Assert.Equal(town.Units[0].Id, Assert.Single(exempt.Distinct()));
    }

    [Fact]
    public async Task Sweep_ZoneOfTheCityChanges_AppliesToWhatHasNotExpired()
    {
        host.Clock.Set("2020-12-31T23:30:00+08:00");
        var town = await host.FoundAsync("Asia/Makassar");
        await town.RegisterAsync(town.YearUntil("2020-12-31", 2));
        Assert.Equal(0, (await town.ExpireAsync()).ContractsExpired);

        await town.RegisterAsync("Asia/Jayapura", version: 2);

        Assert.Equal(2, (await town.ExpireAsync()).ContractsExpired);
    }

    [Fact]
    public async Task Sweep_NoExemptionListYet_IsLeftOutAndNothingExpires()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 2));
        await host.Running.ExecuteAsync("delete from exemption_list where city_id = $1", town.Id);
        host.Running.Log.Expect("was left out of the sweep");

        var reply = await town.ExpireAsync();

        var leftOut = Assert.Single(reply.LeftOut);
        Assert.Equal((V1.LeftOutReason.NoExemptionList, 2), (leftOut.Reason, leftOut.Contracts));
        Assert.Equal(2, (await town.CountAsync()).InForce);
    }

    [Fact]
    public async Task Sweep_DayBeforeTheFirstPolicy_HoldsUpNoOtherDay()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        host.Running.Log.Expect("was left out of the sweep");
        await town.RegisterAsync([town.Contract("2018-01-01", "2018-06-30"), .. town.YearUntil("2020-12-31", 3)]);

        Assert.Equal(3, (await town.ExpireAsync()).ContractsExpired);

        var again = await town.ExpireAsync();
        Assert.Equal(0, again.ContractsExpired);
        Assert.Equal("Kota Kupang has no policy in force on 2018-07-01; apply one first", Assert.Single(again.LeftOut).Explanation);
    }

    [Fact]
    public async Task Expire_UnknownCity_IsNotFound()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Cycles.ExpireAsync(new V1.ExpireRequest { CityId = $"{Guid.NewGuid()}" }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Theory]
    [InlineData("2021-13-01")]
    [InlineData("tomorrow")]
    public async Task Expire_NotADate_NamesFieldAndValue(string asOf)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await host.Cycles.ExpireAsync(new V1.ExpireRequest { CityId = $"{Guid.NewGuid()}", AsOf = asOf }));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.StartsWith($"as_of '{asOf}'", error.Status.Detail, StringComparison.Ordinal);
    }

    private Task<long> CountAsync(string table, Town town) =>
        host.Running.ScalarAsync<long>($"select count(*) from {table} where city_id = $1", town.Id);
}
