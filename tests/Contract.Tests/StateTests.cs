using System.Globalization;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.States;
using Workforce.Registry.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>In which state each worker is on a day, as known at a moment: in exactly one, whatever is recorded later.</summary>
[Collection(Servers.Name)]
public sealed class StateTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    // Scenario 9, with the story's numbers: 1,020 in the exempt unit.
    [Fact]
    public async Task Count_EveryDayFrom28DecemberTo31January_SumsToThePopulation()
    {
        host.Clock.Set("2020-12-01T09:00:00+08:00");
        var town = await host.FoundAsync();
        RegisteredContract[] contracts = [.. Enumerable.Range(0, 2_180).Select(n => town.Contract("2020-01-01", "2020-12-31", n < 1_020 ? 0 : 1 + n % 4))];
        await town.RegisterAsync(contracts);
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        await town.ExpireAsync("2021-01-01");
        host.Clock.Set("2021-01-06T10:00:00+08:00");
        V1.NewSeparation Separated(RegisteredContract contract, int at) => contract.Separation(effectiveOn: $"2021-01-{1 + at % 31:00}");
        V1.NewSeparation[] separations = [.. contracts[..36].Concat(contracts[^46..]).Select(Separated)];
        Assert.Equal(82, (await host.Separations.RecordSeparationsAsync(town.Separate(separations))).Recorded);
        host.Clock.Set("2021-02-01T09:00:00+08:00");

        foreach (var knownAt in (string[])["2020-12-15T00:00:00+08:00", "2021-01-05T12:00:00+08:00", "2021-01-06T10:00:00+08:00", ""])
            for (var day = Town.Day("2020-12-28"); day <= Town.Day("2021-01-31"); day = day.AddDays(1))
                Assert.Equal(2_180, (await town.CountStatesAsync(host, Iso(day), knownAt)).Values.Sum());
        Assert.Equal(
            new Dictionary<V1.WorkerState, int> { [V1.WorkerState.Exempt] = 1_020, [V1.WorkerState.Furloughed] = 1_160 },
            await town.CountStatesAsync(host, "2021-01-05", "2021-01-05T12:00:00+08:00"));
        Assert.Equal(
            new Dictionary<V1.WorkerState, int> { [V1.WorkerState.Exempt] = 1_020, [V1.WorkerState.AwaitingDecision] = 1_160 },
            await town.CountStatesAsync(host, "2021-01-03", "2021-01-05T12:00:00+08:00"));
        Assert.Equal(
            new Dictionary<V1.WorkerState, int> { [V1.WorkerState.Separated] = 82, [V1.WorkerState.Exempt] = 984, [V1.WorkerState.Furloughed] = 1_114 },
            await town.CountStatesAsync(host, "2021-01-31"));
        Assert.Equal(new Dictionary<V1.WorkerState, int> { [V1.WorkerState.InForce] = 2_180 }, await town.CountStatesAsync(host, "2020-12-31"));
    }

    [Fact]
    public async Task List_SeveralThatWouldHold_HasTheFirst()
    {
        host.Clock.Set("2020-12-01T09:00:00+08:00");
        var town = await host.FoundAsync();
        var (vendor, goesOn) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        RegisteredContract Ends(int unit, Guid? vendor = null, Guid? worker = null) => town.Contract("2020-01-01", "2020-12-31", unit, worker, vendor);
        var (exempt, exemptOfVendor, exemptSeparated) = (Ends(0), Ends(0, vendor), Ends(0));
        var (home, ofVendor, separatedOfVendor, separatedLater) = (Ends(1), Ends(1, vendor), Ends(1, vendor), Ends(1));
        var (continues, next, separatedInForce) = (Ends(1, worker: goesOn), town.Contract("2021-01-01", "2021-12-31", 2, goesOn), town.Contract("2020-06-01", "2021-06-30", 2));
        await town.RegisterAsync(exempt, exemptOfVendor, exemptSeparated, home, ofVendor, separatedOfVendor, separatedLater, continues, next, separatedInForce);
        await host.Separations.RecordSeparationsAsync(town.Separate(
            exemptSeparated.Separation(paper: Early), separatedOfVendor.Separation(effectiveOn: "2021-01-01", paper: Early),
            separatedLater.Separation(effectiveOn: "2021-01-06", paper: Early), separatedInForce.Separation(effectiveOn: "2020-12-24", paper: Early)));
        RegisteredContract[] asked = [exempt, exemptOfVendor, exemptSeparated, home, ofVendor, separatedOfVendor, separatedLater, next, separatedInForce];
        async Task<(V1.WorkerState, string)[]> StatesAsync(string day)
        {
            var states = await town.StatesAsync(host, day);
            Assert.Equal(asked.Length, states.Count);
            Assert.Equal($"{(string.CompareOrdinal(day, "2021") < 0 ? continues : next).ContractId}", states[goesOn].ContractId);
            return [.. asked.Select(contract => (states[contract.WorkerId].State, states[contract.WorkerId].Since))];
        }

        var before = await StatesAsync("2021-01-05");
        host.Clock.Set("2021-01-01T00:00:05+08:00");
        await town.ExpireAsync("2021-01-01");

        // Before the cycle is opened nothing says who keeps working, or stays home.
        Assert.Equal(
            [
                (V1.WorkerState.AwaitingDecision, "2021-01-01"), (V1.WorkerState.AwaitingTender, "2021-01-01"), (V1.WorkerState.Separated, "2020-12-23"),
                (V1.WorkerState.AwaitingDecision, "2021-01-01"), (V1.WorkerState.AwaitingTender, "2021-01-01"), (V1.WorkerState.Separated, "2021-01-01"),
                (V1.WorkerState.AwaitingDecision, "2021-01-01"), (V1.WorkerState.InForce, "2021-01-01"), (V1.WorkerState.Separated, "2020-12-24"),
            ],
            before);
        Assert.Equal(
            [
                (V1.WorkerState.Exempt, "2021-01-01"), (V1.WorkerState.Exempt, "2021-01-01"), (V1.WorkerState.Separated, "2020-12-23"),
                (V1.WorkerState.Furloughed, "2021-01-04"), (V1.WorkerState.AwaitingTender, "2021-01-01"), (V1.WorkerState.Separated, "2021-01-01"),
                (V1.WorkerState.Furloughed, "2021-01-04"), (V1.WorkerState.InForce, "2021-01-01"), (V1.WorkerState.Separated, "2020-12-24"),
            ],
            await StatesAsync("2021-01-05"));
        Assert.Equal(V1.WorkerState.AwaitingDecision, (await StatesAsync("2021-01-03"))[3].Item1);
        Assert.Equal((V1.WorkerState.Separated, "2021-01-06"), (await StatesAsync("2021-01-06"))[6]);
        Assert.Equal([.. Enumerable.Repeat(V1.WorkerState.InForce, 2), V1.WorkerState.Separated], (await StatesAsync("2020-12-23"))[..3].Select(state => state.Item1));
    }

    [Fact]
    public async Task List_WithdrawnSeparation_IsKnownUntilItsWithdrawal()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);
        host.Clock.Set("2021-01-06T09:00:00+08:00");
        var separation = (await host.Separations.RecordSeparationsAsync(town.Separate(contracts[1].Separation()))).Outcomes[0].Separation;
        host.Clock.Set("2021-01-07T09:00:00+08:00");
        await host.Separations.WithdrawSeparationAsync(new V1.WithdrawSeparationRequest { SeparationId = separation.Id, Reason = "salah orang" });
        host.Clock.Set("2021-01-08T09:00:00+08:00");

        Assert.Equal((V1.WorkerState.Furloughed, "2021-01-04"), await town.StateAsync(host, contracts[1], "2021-01-05", "2021-01-06T08:59:59+08:00"));
        Assert.Equal((V1.WorkerState.Separated, "2020-12-23"), await town.StateAsync(host, contracts[1], "2021-01-05", "2021-01-07T08:59:59+08:00"));
        Assert.Equal((V1.WorkerState.Furloughed, "2021-01-04"), await town.StateAsync(host, contracts[1], "2021-01-05"));
    }

    [Fact]
    public async Task List_ContractsReceivedCorrectedAndWithdrawnLater_AreKnownFromTheirMoments()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);
        host.Clock.Set("2021-01-05T09:00:00+08:00");
        var late = town.Contract("2020-01-01", "2020-12-31", unit: 1);
        await town.RegisterAsync(late);
        host.Clock.Set("2021-01-06T09:00:00+08:00");
        await town.CorrectAsync(contracts[1] with { UnitId = Guid.Parse(town.Units[2].Id), LastDay = Town.Day("2021-06-30"), Revision = 1 });
        await town.WithdrawAsync(contracts[2]);
        host.Clock.Set("2021-01-07T09:00:00+08:00");
        await town.CorrectAsync(contracts[1] with { LastDay = Town.Day("2021-01-04"), Revision = 2 });
        host.Clock.Set("2021-01-08T09:00:00+08:00");

        async Task<(V1.WorkerState, string)?[]> KnownAtAsync(string moment) =>
            [await town.StateAsync(host, late, "2021-01-05", moment), await town.StateAsync(host, contracts[1], "2021-01-05", moment), await town.StateAsync(host, contracts[2], "2021-01-05", moment)];
        Assert.Equal([null, (V1.WorkerState.Furloughed, "2021-01-04"), (V1.WorkerState.Furloughed, "2021-01-04")], await KnownAtAsync("2021-01-05T08:59:59+08:00"));
        Assert.Equal(
            [(V1.WorkerState.Furloughed, "2021-01-04"), (V1.WorkerState.Furloughed, "2021-01-04"), (V1.WorkerState.Furloughed, "2021-01-04")],
            await KnownAtAsync("2021-01-05T09:00:00+08:00"));
        Assert.Equal([(V1.WorkerState.Furloughed, "2021-01-04"), (V1.WorkerState.InForce, "2020-01-01"), null], await KnownAtAsync("2021-01-06T09:00:00+08:00"));
        Assert.Equal([(V1.WorkerState.Furloughed, "2021-01-04"), (V1.WorkerState.AwaitingDecision, "2021-01-05"), null], await KnownAtAsync(""));
        Assert.Equal(town.Units[2].Id, (await town.StatesAsync(host, "2021-01-05", "2021-01-06T09:00:00+08:00"))[contracts[1].WorkerId].UnitId);
        Assert.Equal(town.Units[1].Id, (await town.StatesAsync(host, "2021-01-05"))[contracts[1].WorkerId].UnitId);
    }

    // Of its former terms it is known that they are wrong; by its right ones it has no room.
    [Fact]
    public async Task List_CorrectedContractThatIsRefused_IsKnownUntilThen()
    {
        var ((town, _), (other, _)) = (await host.EndOfYearAsync(), await host.EndOfYearAsync());
        var worker = Guid.CreateVersion7();
        var (early, late) = (other.Contract("2021-01-01", "2021-06-30", worker: worker), town.Contract("2021-07-01", "2021-12-31", worker: worker));
        await other.RegisterAsync(early);
        await town.RegisterAsync(late);
        host.Running.Log.Expect("were refused");
        host.Clock.Set("2021-07-02T09:00:00+08:00");
        var id = Guid.NewGuid();
        await host.PublishAsync(new ContractsRegistered(town.Id, [late with { FirstDay = Town.Day("2021-06-01"), Revision = 1 }]), id);
        await host.Running.HandledAsync(id);
        host.Clock.Set("2021-07-03T09:00:00+08:00");
        await other.CorrectAsync(early with { LastDay = Town.Day("2021-05-31"), Revision = 1 });
        await Eventually.HoldsAsync(async () => await town.LastDayAsync(late) == "2021-12-31", "the contract has room");

        Assert.Equal((V1.WorkerState.InForce, "2021-07-01"), await town.StateAsync(host, late, "2021-07-05", "2021-07-02T08:59:59+08:00"));
        Assert.Null(await town.StateAsync(host, late, "2021-07-05", "2021-07-02T09:00:00+08:00"));
        Assert.Equal((V1.WorkerState.InForce, "2021-06-01"), await town.StateAsync(host, late, "2021-07-05"));
    }

    [Fact]
    public async Task List_PersonWithSeveralContracts_CountsOnceByTheOneThatEndsLast()
    {
        host.Clock.Set("2021-03-01T09:00:00+08:00");
        var town = await host.FoundAsync();
        var worker = Guid.CreateVersion7();
        var (first, second) = (town.Contract("2020-01-01", "2020-06-30", 1, worker), town.Contract("2020-09-01", "2020-12-31", 2, worker));
        var beside = town.Contract("2020-10-01", "2021-02-28", 3, worker, Guid.CreateVersion7());
        await town.RegisterAsync(first, second, beside);

        async Task<string> ContractOnAsync(string day) => Assert.Single(await town.StatesAsync(host, day)).Value.ContractId;
        Assert.Equal($"{first.ContractId}", await ContractOnAsync("2020-08-31"));
        Assert.Equal($"{second.ContractId}", await ContractOnAsync("2020-09-30"));
        Assert.Equal($"{beside.ContractId}", await ContractOnAsync("2020-12-01"));
        Assert.Equal($"{beside.ContractId}", await ContractOnAsync("2021-12-01"));
        Assert.Equal(1, (await town.CountStatesAsync(host, "2020-12-01")).Values.Sum());
    }

    [Theory]
    [InlineData("2020-12-31", "2021-12-31")]
    [InlineData("2020-02-29", "2021-02-28")]
    [InlineData("2021-02-28", "2022-02-28")]
    [InlineData("2023-02-28", "2024-02-28")]
    public async Task List_ContractThatIsOver_StaysUntilItsCycleEnds(string lastDay, string ends)
    {
        host.Clock.Set("2024-03-01T09:00:00+08:00");
        var town = await host.FoundAsync();
        await town.RegisterAsync(town.Contract("2020-01-01", lastDay));

        Assert.Single(await town.StatesAsync(host, ends));
        Assert.Empty(await town.StatesAsync(host, Iso(Town.Day(ends).AddDays(1))));
        Assert.Empty(await town.StatesAsync(host, "2019-12-31"));
    }

    [Fact]
    public async Task Ask_MomentToCome_IsRefused()
    {
        var (town, _) = await host.EndOfYearAsync();

        Assert.Equal(StatusCode.InvalidArgument, await StateTown.StatusAsync(host.States.CountStatesAsync(
            new V1.CountStatesRequest { CityId = $"{town.Id}", Day = "2021-01-05", KnownAt = "2021-01-01T00:00:06+08:00" })));
        Assert.Equal(StatusCode.InvalidArgument, await StateTown.StatusAsync(host.States.ListStatesAsync(
            new V1.ListStatesRequest { CityId = $"{town.Id}", Day = "2021-01-05", KnownAt = "2021-01-01T00:00:06+08:00" })));
        Assert.Equal(5, (await town.CountStatesAsync(host, "2021-01-05", "2021-01-01T00:00:05+08:00")).Values.Sum());
    }

    [Fact]
    public async Task Ask_WhileContractsAreBeingStored_WaitsForThem()
    {
        var (town, contracts) = await host.EndOfYearAsync();
        await using var day = await HeldDay.LockAsync(host, town, contracts[0].LastDay);
        await host.PublishAsync(new ContractsRegistered(town.Id, [town.Contract("2020-01-01", "2020-12-31")]));
        await day.IsWaitedForAsync();

        var asked = town.CountStatesAsync(host, "2020-12-31", "2021-01-01T00:00:05+08:00");
        await host.LockIsWaitedForAsync();
        Assert.False(asked.IsCompleted);
        await day.ReleaseAsync();

        Assert.Equal(6, (await asked).Values.Sum());
    }

    [Fact]
    public async Task List_ByUnitAndState_IsPagedWithoutGapOrRepetition()
    {
        var (town, contracts) = await host.EndOfYearAsync(expired: true);
        host.CodeOf(town);

        var all = await town.StatesAsync(host, "2021-01-05", pageSize: 2);
        var ofUnit = await host.States.ListStatesAsync(new V1.ListStatesRequest { CityId = $"{town.Id}", UnitId = town.Units[1].Id });
        var exempt = await host.States.ListStatesAsync(new V1.ListStatesRequest { CityId = $"{town.Id}", Day = "2021-01-05", State = V1.WorkerState.Exempt });

        Assert.Equal(contracts.Select(contract => contract.WorkerId).Order(), all.Keys.Order());
        Assert.Equal(($"{contracts[1].ContractId}", V1.WorkerState.AwaitingDecision, "2021-01-01"), (Assert.Single(ofUnit.States).ContractId, ofUnit.States[0].State, ofUnit.Day));
        Assert.Equal($"{contracts[0].ContractId}", Assert.Single(exempt.States).ContractId);
    }

    // One that is registered after the cycle was opened is added to it when its contracts expire.
    [Fact]
    public async Task List_UnitAddedToTheCycleLater_IsExemptFromThenOn()
    {
        var (town, _) = await host.EndOfYearAsync(expired: true);
        var late = Town.Unit("a");
        host.Cities[town.Id] = [.. town.Units, late];
        var contract = town.Contract("2020-01-01", "2020-12-31") with { UnitId = Guid.Parse(late.Id) };
        host.Clock.Set("2021-01-05T09:00:00+08:00");
        await town.RegisterAsync(contract);
        host.Clock.Set("2021-01-06T09:00:00+08:00");
        await town.ExpireAsync("2021-01-02");

        Assert.Equal((V1.WorkerState.AwaitingDecision, "2021-01-01"), await town.StateAsync(host, contract, "2021-01-05", "2021-01-06T08:59:59+08:00"));
        Assert.Equal((V1.WorkerState.Exempt, "2021-01-01"), await town.StateAsync(host, contract, "2021-01-05"));
    }

    [Fact]
    public async Task Check_SumsOfUnits_AreComparedWithTheRegisters()
    {
        var (town, _) = await host.EndOfYearAsync(expired: true);
        var request = new V1.CheckStatesRequest { CityId = $"{town.Id}", Day = "2021-01-05" };
        host.Cities.Persons[town.Id] = town.Units.ToDictionary(unit => unit.Id, _ => 1);
        var closed = await host.States.CheckStatesAsync(request);
        host.Cities.Persons[town.Id] = town.Units.Skip(1).ToDictionary(unit => unit.Id, unit => unit.Code == "b" ? 3 : 1);
        var unclosed = await host.States.CheckStatesAsync(request);
        host.Running.Log.Expect("needs what is unreachable");
        host.Cities.Answers = false;
        var away = await StateTown.StatusAsync(host.States.CheckStatesAsync(request));
        host.Cities.Answers = true;

        Assert.Equal((5, 5, 5, 0), (closed.Population, closed.Counted, closed.Registered, closed.Unclosed.Count));
        Assert.Equal(
            ((string, int, int)[])[(town.Units[0].Id, 1, 0), (town.Units[1].Id, 1, 3)],
            unclosed.Unclosed.Select(unit => (unit.UnitId, unit.Counted, unit.Registered)).OrderBy(unit => unit.Registered));
        Assert.Equal(StatusCode.Unavailable, away);
        Assert.Contains(($"{town.Id}", "2021-01-05", "2020-01-05"), host.Cities.PersonsAsked);
    }

    [Fact]
    public async Task ListUnclosed_SumThatClosesMeanwhile_IsNotListed()
    {
        var (town, _) = await host.EndOfYearAsync(expired: true);
        var list = host.Running.Services.GetRequiredService<ListUnclosed>();
        async Task<UnclosedCity?> FindAsync() => (await list.ListAsync(default)).SingleOrDefault(one => one.City.Id == town.Id);
        host.Cities.Persons[town.Id] = town.Units.ToDictionary(unit => unit.Id, unit => unit.Code == "b" ? 2 : 1);

        var missing = await FindAsync();
        var asked = host.Cities.PersonsAsked.Count(one => one.CityId == $"{town.Id}");
        host.Cities.OncePersonsAreCounted = city =>
        {
            if (city == town.Id)
                host.Cities.Persons[town.Id] = town.Units.ToDictionary(unit => unit.Id, _ => 1);
        };
        var arriving = await FindAsync();
        host.Cities.OncePersonsAreCounted = null;

        Assert.Equal([new UnclosedUnit(Guid.Parse(town.Units[1].Id), 1, 2)], missing!.Units);
        Assert.Equal((2, Town.Day("2021-01-01")), (asked, missing.Day));
        Assert.Null(arriving);
    }

    [Theory]
    [InlineData("update former_terms set revision = 7")]
    [InlineData("delete from former_terms")]
    [InlineData("truncate former_terms")]
    public async Task Table_FormerTerms_AreNotChanged(string sql)
    {
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => host.Running.ExecuteAsync(sql));

        Assert.Equal("42501", refused.SqlState);
    }

    private static Registry.V1.Paper Early { get; } = new() { Number = "1", Date = "2020-11-30" };

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
