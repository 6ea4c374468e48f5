using Workforce.Registry.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>No city is swept before its whole register has arrived, for what is missing may be the contract by which a worker goes on.</summary>
[Collection(Servers.Name)]
public sealed class RegisterArrivalTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task Expire_ContractsOfTheRegisterHaveNotArrived_LeavesAllOutUntilTheyHave()
    {
        var town = await TownAsync(3, registered: 5);

        var early = await town.ExpireAsync();
        var listed = await ListAsync(town);
        await town.RegisterAsync(town.YearUntil("2020-12-31", 2));
        var late = await town.ExpireAsync();

        Assert.Equal(0, early.ContractsExpired);
        var leftOut = Assert.Single(early.LeftOut);
        Assert.Equal((V1.LeftOutReason.RegisterNotReceived, "2020-12-31", 3), (leftOut.Reason, leftOut.LastDay, leftOut.Contracts));
        Assert.StartsWith("2 of 5 contracts in the register of Kota Kupang have not arrived", leftOut.Explanation, StringComparison.Ordinal);
        Assert.Equal(early.LeftOut, listed);
        Assert.Equal((5, 0), (late.ContractsExpired, late.LeftOut.Count));
    }

    [Fact]
    public async Task Expire_DespiteMissing_ExpiresWhatHasArrived()
    {
        var town = await TownAsync(3, registered: 5);

        var reply = await host.Cycles.ExpireAsync(new V1.ExpireRequest { CityId = $"{town.Id}", DespiteMissing = true });

        Assert.Equal((3, 0), (reply.ContractsExpired, reply.LeftOut.Count));
    }

    [Fact]
    public async Task Expire_ImportRuns_LeavesAllOutUntilItHasEnded()
    {
        var town = await TownAsync(3, registered: 3);
        host.Cities.Importing[town.Id] = true;

        var meanwhile = await town.ExpireAsync();
        host.Cities.Importing.Clear();
        var after = await town.ExpireAsync();

        Assert.Equal((0, V1.LeftOutReason.RegisterNotReceived), (meanwhile.ContractsExpired, Assert.Single(meanwhile.LeftOut).Reason));
        Assert.Equal(3, after.ContractsExpired);
    }

    [Fact]
    public async Task Expire_LastImportBrokeOff_LeavesAllOutUntilOneIsWholeHoweverLongItTakes()
    {
        var town = await TownAsync(3, registered: 3);
        host.Running.Log.Expect("broke off");
        host.Cities.BrokenOff[town.Id] = true;
        host.Cities.UnchangedFor[town.Id] = TimeSpan.FromDays(7);
        await ArrivedAsync(town, minutesAgo: 7 * 24 * 60);

        var meanwhile = await town.ExpireAsync();
        host.Cities.BrokenOff.Clear();
        var after = await town.ExpireAsync();

        var leftOut = Assert.Single(meanwhile.LeftOut);
        Assert.Equal((0, V1.LeftOutReason.RegisterBrokenOff), (meanwhile.ContractsExpired, leftOut.Reason));
        Assert.Equal("an import of Kota Kupang's register broke off before the end of its file, as workforce imports shows; import the file whole", leftOut.Explanation);
        Assert.Equal(3, after.ContractsExpired);
    }

    [Fact]
    public async Task Expire_RegistryDoesNotHaveTheCity_LeavesAllOut()
    {
        var town = await TownAsync(3, registered: 3);
        host.Cities.Unknown[town.Id] = true;

        var reply = await town.ExpireAsync();

        var leftOut = Assert.Single(reply.LeftOut);
        Assert.Equal((0, V1.LeftOutReason.RegisterNotReceived), (reply.ContractsExpired, leftOut.Reason));
        Assert.Equal("Registry does not have Kota Kupang; apply the city and import its register", leftOut.Explanation);
    }

    // Its terms never change at Registry; were it counted twice, another contract could be missing unseen.
    [Fact]
    public async Task Expire_ContractIsRefusedWithOtherTerms_CountsOnce()
    {
        host.Running.Log.Expect("ListRefusedContracts has the reasons");
        var town = await TownAsync(0, registered: 3);
        var contract = town.Contract("2020-01-01", "2020-12-31");
        await town.RegisterAsync(contract, town.Contract("2020-01-01", "2020-12-31"));
        await host.PublishAsync(new ContractsRegistered(town.Id, [contract with { LastDay = Town.Day("2020-11-30") }]));
        await Eventually.HoldsAsync(async () => (await town.CountAsync()).Refused == 1, "it is refused");

        var reply = await town.ExpireAsync();

        Assert.Equal(0, reply.ContractsExpired);
        Assert.StartsWith("1 of 3 contracts", Assert.Single(reply.LeftOut, day => day.LastDay == "2020-12-31").Explanation, StringComparison.Ordinal);
    }

    // An import that begins when Registry has just said that none runs: its next contracts may come chunks later.
    [Fact]
    public async Task Expire_ContractsArriveBehindTheCheck_WaitForTheNextSweepAndTheirNextContracts()
    {
        var town = await TownAsync(3, registered: 3);
        var later = town.YearUntil("2020-12-31", 2);
        host.Cities.OnceCounted = () => town.RegisterAsync([.. later, town.Contract("2019-01-01", "2019-12-31")]);

        var first = await town.ExpireAsync();
        await town.RegisterAsync([.. later.Select(contract => town.Contract("2021-01-01", "2021-12-31", worker: contract.WorkerId))]);
        host.Cities.Contracts[town.Id] = 8;
        var second = await town.ExpireAsync();
        await town.PublishedAsync(6);

        Assert.Equal((3, 3), (first.ContractsExpired, second.ContractsExpired));
        Assert.Equal([("2019-12-31", 1), ("2020-12-31", 2)], first.LeftOut.Select(day => (day.LastDay, day.Contracts)));
        Assert.All(first.LeftOut, day => Assert.Contains("while the city was being swept", day.Explanation, StringComparison.Ordinal));
        Assert.Equal(
            later.Select(contract => contract.ContractId).Order(),
            town.Expired.SelectMany(batch => batch.Continuing ?? []).Select(contract => contract.ContractId).Order());
    }

    [Fact]
    public async Task Expire_NothingHasChangedForLong_ExpiresWithoutWhatIsMissingAndSaysSo()
    {
        var town = await TownAsync(3, registered: 5);
        host.Cities.UnchangedFor[town.Id] = TimeSpan.FromMinutes(61);
        await ArrivedAsync(town, minutesAgo: 61);
        host.Running.Log.Expect("2 contracts in the register of kupang have not arrived in time");

        Assert.Empty(await ListAsync(town));
        Assert.False(host.Running.Log.Has("have not arrived in time"));
        var reply = await town.ExpireAsync();

        Assert.Equal((3, 0), (reply.ContractsExpired, reply.LeftOut.Count));
        Assert.True(host.Running.Log.Has("have not arrived in time"));
    }

    [Theory]
    [InlineData(61, 59)]
    [InlineData(59, 61)]
    public async Task Expire_OneEndHasChangedWithinTheTime_GoesOnWaiting(int storedMinutesAgo, int arrivedMinutesAgo)
    {
        var town = await TownAsync(3, registered: 5);
        host.Cities.UnchangedFor[town.Id] = TimeSpan.FromMinutes(storedMinutesAgo);
        await ArrivedAsync(town, arrivedMinutesAgo);

        Assert.Equal(0, (await town.ExpireAsync()).ContractsExpired);
    }

    // What has expired is committed, and must reach the caller.
    [Fact]
    public async Task Expire_RegistryGoesAwayDuringTheSweep_ReportsWhatItHasExpired()
    {
        var town = await TownAsync(3, registered: 3);
        await town.ExpireAsync(); // the cycle is open, with its units
        await town.RegisterAsync(town.YearUntil("2020-12-31", 2));
        host.Cities.Contracts[town.Id] = 5;
        host.Cities.OnceCounted = async () =>
        {
            await town.RegisterAsync(town.YearUntil("2020-12-31", 1));
            host.Cities.Answers = false;
        };
        try
        {
            var reply = await town.ExpireAsync();

            Assert.Equal((2, 1), (reply.ContractsExpired, Assert.Single(reply.LeftOut).Contracts));
        }
        finally
        {
            host.Cities.Answers = true;
        }
    }

    private async Task<Town> TownAsync(int arrived, int registered)
    {
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.YearUntil("2020-12-31", arrived));
        host.Cities.Contracts[town.Id] = registered;
        return town;
    }

    private Task ArrivedAsync(Town town, int minutesAgo) => host.Running.ExecuteAsync(
        "update contract set received_at = received_at - $2 where city_id = $1", town.Id, TimeSpan.FromMinutes(minutesAgo));

    private async Task<IEnumerable<V1.LeftOutDay>> ListAsync(Town town) =>
        (await host.Cycles.ListLeftOutDaysAsync(new V1.ListLeftOutDaysRequest { CityId = $"{town.Id}" })).Days;
}
