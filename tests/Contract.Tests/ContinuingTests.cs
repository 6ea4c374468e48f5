using System.Globalization;
using Workforce.Contract.Events;
using Workforce.Evaluation.Events;
using Workforce.Notification.Events;
using Workforce.Registry.Events;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>A worker whose next contract begins by the day after the last day is in force, and nothing is undecided.</summary>
[Collection(Servers.Name)]
public sealed class ContinuingTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    public static TheoryData<string, string, string, bool, bool> NextContracts => new()
    {
        { "from the next day, with the city", "2021-01-01", "2021-12-31", false, true },
        { "from the next day, with a vendor", "2021-01-01", "2021-12-31", true, true },
        { "a vendor's that has begun before", "2020-07-01", "2021-06-30", true, true },
        { "a vendor's that ends on the same day", "2020-07-01", "2020-12-31", true, false },
        { "a day too late", "2021-01-02", "2021-12-31", false, false },
        { "of one day, the next", "2021-01-01", "2021-01-01", false, true },
    };

    [Theory, MemberData(nameof(NextContracts))]
    public async Task Sweep_NextContract_IsFoundWhereItBeginsByTheDayAfter(string why, string firstDay, string lastDay, bool vendor, bool continues)
    {
        var town = await TownAsync();
        var worker = Guid.CreateVersion7();
        var ends = town.Contract("2020-01-01", "2020-12-31", worker: worker);
        var next = town.Contract(firstDay, lastDay, unit: 1, worker: worker, vendor: vendor ? Guid.CreateVersion7() : null);
        await town.RegisterAsync(ends, next, town.Contract("2020-01-01", "2020-12-31"));

        await town.ExpireAsync("2021-01-01");

        await town.PublishedAsync(next.LastDay == ends.LastDay ? 3 : 2);
        var continuing = Assert.Single(town.Expired).Continuing?.SingleOrDefault();
        Assert.True(continues == continuing is not null, why);
        if (continuing is not null)
            Assert.Equal(new ContinuingContract(ends.ContractId, next.ContractId, next.UnitId, next.VendorId, next.FirstDay, false), continuing);
        var listed = await ListAsync(worker);
        Assert.Equal(
            (continues ? $"{next.ContractId}" : "", continues),
            (listed[$"{ends.ContractId}"].NextContractId, listed[$"{ends.ContractId}"].WithoutRequest));
    }

    [Fact]
    public async Task Sweep_NextContractInAnotherCity_IsThatCitysMatter()
    {
        var town = await TownAsync();
        var other = await host.FoundAsync();
        var worker = Guid.CreateVersion7();
        await town.RegisterAsync(town.Contract("2020-01-01", "2020-12-31", worker: worker));
        await other.RegisterAsync(other.Contract("2021-01-01", "2021-12-31", worker: worker));

        await town.ExpireAsync();

        await town.PublishedAsync(1);
        Assert.Null(town.Expired.Single().Continuing);
    }

    [Fact]
    public async Task Sweep_SeveralNextContracts_TakesTheOneThatBeginsLastAndTheCitysBeforeAVendors()
    {
        var town = await TownAsync();
        var worker = Guid.CreateVersion7();
        var citys = town.Contract("2021-01-01", "2021-12-31", worker: worker);
        await town.RegisterAsync(
            town.Contract("2020-01-01", "2020-12-31", worker: worker), town.Contract("2020-06-01", "2021-12-31", worker: worker, vendor: Guid.CreateVersion7()),
            town.Contract("2021-01-01", "2021-12-31", worker: worker, vendor: Guid.CreateVersion7()), citys);

        await town.ExpireAsync("2021-01-01");

        await town.PublishedAsync(1);
        Assert.Equal(citys.ContractId, Assert.Single(town.Expired.Single().Continuing!).NextContractId);
    }

    [Fact]
    public async Task Sweep_NextContractComesAfterwards_WhatWasFoundStays()
    {
        var town = await TownAsync();
        var worker = Guid.CreateVersion7();
        await town.RegisterAsync(town.Contract("2020-01-01", "2020-12-31", worker: worker));
        await town.ExpireAsync();
        await town.RegisterAsync(town.Contract("2021-01-01", "2021-12-31", worker: worker));

        Assert.Equal(0, (await town.ExpireAsync()).ContractsExpired);

        Assert.All((await ListAsync(worker)).Values, contract => Assert.False(contract.WithoutRequest));
        Assert.Equal((1, 0, 1), Counts(await ProgressAsync(town)));
    }

    [Fact]
    public async Task Progress_ContinuingWithoutRequest_IsCompleteWithTheRequestsThatAreDue()
    {
        var town = await TownAsync();
        await RegisterThreeOfWhomOneGoesOnAsync(town);

        await town.ExpireAsync();

        Assert.Equal((3, 1, 2), Counts(await ProgressAsync(town)));
        await town.PublishedAsync(3);
        await ReportAsync(town.Expired.Single(), requests: 2);
        await WatchAsync(town);
        Assert.Equal(1, await host.Running.ScalarAsync<long>(
            "select count(*) from expiry_batch where finished_at is not null and batch_id = $1", town.Expired.First().BatchId));
    }

    [Fact]
    public async Task Progress_PolicyRatesThePastPeriod_DemandsEveryRequest()
    {
        var town = await TownAsync();
        var policy = town.Policy;
        policy.Continuing = new V1.ContinuingPolicy { RatePastPeriod = true };
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = policy });
        await RegisterThreeOfWhomOneGoesOnAsync(town);

        await town.ExpireAsync();

        Assert.Equal((3, 1, 3), Counts(await ProgressAsync(town)));
        await town.PublishedAsync(3);
        Assert.True(Assert.Single(town.Expired.Single().Continuing!).RatesPastPeriod);
        var progress = await ProgressAsync(town);
        var cycle = await host.Cycles.GetCycleAsync(new V1.GetCycleRequest { CycleId = progress.CycleId });
        Assert.True(cycle.Policy.Continuing.RatePastPeriod);
    }

    // The register of an invented city in which one of each kind stands beside the others.
    [Fact]
    public async Task Sweep_RegisterOfEachKind_SendsHomeThoseWhoAreNotInForce()
    {
        host.Running.Log.Expect("was left out of the sweep");
        var town = await TownAsync();
        var policy = town.Policy;
        policy.EffectiveFrom = "2020-01-01";
        await host.Running.ExecuteAsync("delete from policy where city_id = $1", town.Id);
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = policy });
        var (contracts, names) = Rows(town);
        await town.RegisterAsync(contracts);

        var reply = await town.ExpireAsync();

        Assert.Equal((6, "2019-06-30"), (reply.ContractsExpired, Assert.Single(reply.LeftOut).LastDay));
        await town.PublishedAsync(6);
        var goesOn = town.Expired.SelectMany(batch => batch.Continuing ?? []).Select(contract => names[contract.ContractId]);
        Assert.Equal(["Dua Kontrak"], goesOn);
        var sentHome = town.Expired
            .SelectMany(batch => batch.Units.SelectMany(unit => unit.Contracts).Select(contract => contract.ContractId)
                .Except((batch.Continuing ?? []).Select(contract => contract.ContractId)))
            .Select(id => names[id]);
        Assert.Equal(["Hari Ini Lewat", "Jeda", "Kabisat", "Satu Hari", "Sudah Lewat"], sentHome.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sweep_Late_DueDayIsCountedFromItsDayWhateverItSweepsAsOf()
    {
        host.Clock.Set("2021-01-20T08:00:00+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));

        await town.ExpireAsync("2021-01-01");

        await town.PublishedAsync(1);
        Assert.Equal(Town.Day("2021-02-03"), town.Expired.Single().DueDay);
    }

    [Fact]
    public async Task Sweep_InPartsOverDays_KeepsOneDueDayUntilItIsPast()
    {
        var town = await TownAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));
        await town.ExpireAsync();
        await SweepOneMoreAsync(town, "2021-01-14T08:00:00+08:00");
        await SweepOneMoreAsync(town, "2021-01-15T08:00:00+08:00");

        await town.PublishedAsync(3);
        Assert.Equal(["2021-01-14", "2021-01-14", "2021-01-29"],
            town.Expired.Select(batch => batch.DueDay.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Order());
    }

    private async Task SweepOneMoreAsync(Town town, string moment)
    {
        host.Clock.Set(moment);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 1));
        Assert.Equal(1, (await town.ExpireAsync()).ContractsExpired);
    }

    private async Task<Town> TownAsync()
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        return await host.FoundAsync();
    }

    private static Task RegisterThreeOfWhomOneGoesOnAsync(Town town)
    {
        var worker = Guid.CreateVersion7();
        return town.RegisterAsync(
            [.. town.YearUntil("2020-12-31", 2), town.Contract("2020-01-01", "2020-12-31", worker: worker), town.Contract("2021-01-01", "2021-12-31", worker: worker)]);
    }

    private static (RegisteredContract[] Contracts, IReadOnlyDictionary<Guid, string> Names) Rows(Town town)
    {
        var workers = new Dictionary<string, Guid>();
        var rows = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Registers", "continuing.csv")).Skip(1)
            .Where(line => line.Length > 0).Select(line => line.Split(';')).ToList();
        foreach (var row in rows)
            workers.TryAdd(row[0], Guid.CreateVersion7());
        var contracts = rows.Select(row => (Name: row[1], Contract: town.Contract(row[12], row[13], worker: workers[row[0]]))).ToList();
        return ([.. contracts.Select(row => row.Contract)], contracts.ToDictionary(row => row.Contract.ContractId, row => row.Name));
    }

    private async Task<IReadOnlyDictionary<string, V1.ContractRecord>> ListAsync(Guid worker) =>
        (await host.Contracts.ListContractsAsync(new V1.ListContractsRequest { WorkerId = $"{worker}" })).Contracts.ToDictionary(contract => contract.Id);

    private async Task<V1.CycleProgress> ProgressAsync(Town town) =>
        (await host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{town.Id}" })).Cycles.Single();

    private async Task ReportAsync(ContractsExpired batch, int requests)
    {
        await host.PublishAsync(new EvaluationsRequested(batch.BatchId, batch.CycleId, requests));
        await host.PublishAsync(new NoticesIssued(batch.BatchId, batch.CycleId, 3, DateTimeOffset.UnixEpoch));
    }

    // Ends with the reports; a watch that never ends fails the test instead of holding it up.
    private async Task WatchAsync(Town town)
    {
        using var watch = host.Cycles.WatchCycle(
            new V1.WatchCycleRequest { CycleId = (await ProgressAsync(town)).CycleId }, deadline: DateTime.UtcNow.AddMinutes(1));
        while (await watch.ResponseStream.MoveNext(CancellationToken.None))
            Assert.InRange(watch.ResponseStream.Current.Requested, 0, 2);
    }

    private static (int Expired, int Continuing, int RequestsDue) Counts(V1.CycleProgress progress) =>
        (progress.Expired, progress.Continuing, progress.RequestsDue);
}
