using System.Globalization;
using System.Text.Json;
using Workforce.Registry.Events;
using Xunit;

namespace Workforce.Contract.Tests;

/// <summary>Of a thousand random histories each state is what a person would find out, and stays what it was known to be.</summary>
[Collection(Servers.Name)]
public sealed class StateHistoryTests(ContractHost host) : IClassFixture<ContractHost>, IDisposable
{
    private const int Towns = 20;
    private const int WorkersOfTown = 50;

    // Before the end of a year and after it, in the next, and a year later; some sweep, some do not.
    private static readonly string[] Moments =
    [
        "2020-11-01T08:00:00+08:00", "2020-12-15T08:00:00+08:00", "2020-12-31T23:00:00+08:00", "2021-01-01T00:00:05+08:00", "2021-01-03T08:00:00+08:00",
        "2021-01-06T08:00:00+08:00", "2021-02-01T08:00:00+08:00", "2021-07-02T08:00:00+08:00", "2022-01-01T08:00:00+08:00",
    ];

    private static readonly string[] Days =
    [
        "2020-06-15", "2020-12-31", "2021-01-01", "2021-01-03", "2021-01-04", "2021-01-05", "2021-06-30", "2021-07-05", "2021-12-31", "2022-01-01", "2022-06-30",
    ];

    private readonly Random _random = new(2021);

    public void Dispose() => host.Running.Log.AssertNothingUnexpected();

    [Fact]
    public async Task List_ThousandRandomHistories_AreAsTheOracleFindsThemOut()
    {
        host.Clock.Set(Moments[0]);
        List<TownHistory> towns = [];
        for (var n = 0; n < Towns; n++)
            towns.Add(new TownHistory(await host.FoundAsync(), [.. Enumerable.Range(0, WorkersOfTown).Select(_ => new WorkerHistory())]));
        List<(TownHistory Town, string Day, string KnownAt, string Answer)> answered = [];
        foreach (var moment in Moments)
        {
            host.Clock.Set(moment);
            await HappenAsync(towns, DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture));
            foreach (var town in towns.Take(5))
                foreach (var day in Pick(Days, 2))
                    answered.Add((town, day, moment, await AnswerAsync(town, day, moment)));
        }
        host.Clock.Set("2022-06-01T08:00:00+08:00");
        var cycles = await CyclesAsync();

        foreach (var town in towns)
            foreach (var day in Pick(Days, 3))
                foreach (var moment in Pick(Moments, 3))
                {
                    // At it, or just before.
                    var knownAt = DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture).AddSeconds(_random.Next(2) - 1);
                    await CompareAsync(town, [.. cycles.Where(cycle => cycle.CityId == town.Town.Id)], day, knownAt);
                }
        // What was recorded since changed no answer.
        foreach (var (town, day, knownAt, answer) in answered)
            Assert.Equal(answer, await AnswerAsync(town, day, knownAt));
        AssertVaried(towns, cycles);
    }

    private async Task CompareAsync(TownHistory town, IReadOnlyCollection<OpenedCycle> cycles, string day, DateTimeOffset knownAt)
    {
        var states = await town.Town.StatesAsync(host, day, $"{knownAt:O}");
        var expected = town.Workers
            .Select(worker => (worker.Id, State: StateOracle.StateOf(worker.Contracts, cycles, Town.Day(day), knownAt)))
            .Where(worker => worker.State is not null).ToDictionary(worker => worker.Id, worker => worker.State!.Value);
        Assert.Equal(
            expected.OrderBy(worker => worker.Key).Select(worker => $"{worker.Key} {worker.Value.Contract} {worker.Value.Unit} {worker.Value.State} {worker.Value.Since:yyyy-MM-dd}"),
            states.OrderBy(worker => worker.Key).Select(worker => $"{worker.Key} {worker.Value.ContractId} {worker.Value.UnitId} {worker.Value.State} {worker.Value.Since}"));
        Assert.Equal(
            expected.Values.CountBy(worker => worker.State).OrderBy(state => state.Key),
            (await town.Town.CountStatesAsync(host, day, $"{knownAt:O}")).OrderBy(state => state.Key));
    }

    private async Task<string> AnswerAsync(TownHistory town, string day, string knownAt) => string.Join(
        '\n', (await town.Town.StatesAsync(host, day, knownAt)).OrderBy(worker => worker.Key).Select(worker => $"{worker.Value}"));

    // Everything of a moment, each contract changed once at most.
    private async Task HappenAsync(IReadOnlyList<TownHistory> towns, DateTimeOffset at)
    {
        List<Guid> messages = [];
        foreach (var town in towns)
        {
            RegisteredContract[] published = [.. town.Workers.SelectMany(worker => Change(town.Town, worker, at))];
            if (published.Length == 0)
                continue;
            messages.Add(Guid.NewGuid());
            await host.PublishAsync(new ContractsRegistered(town.Town.Id, published), messages[^1]);
        }
        foreach (var message in messages)
            await host.Running.HandledAsync(message);
        foreach (var town in towns)
        {
            await SeparateAsync(town, at);
            if (_random.Next(3) == 0)
                await town.Town.ExpireAsync();
        }
    }

    private IEnumerable<RegisteredContract> Change(Town town, WorkerHistory worker, DateTimeOffset at)
    {
        foreach (var contract in worker.Contracts.Where(contract => contract.Newest is not null && _random.Next(6) == 0))
        {
            var now = contract.Newest!;
            var changed = _random.Next(5) switch
            {
                0 => now with { Revision = now.Revision + 1, IsWithdrawn = true },
                1 => now with { Revision = now.Revision + 1, UnitId = UnitOf(town) },
                2 => now with { Revision = now.Revision + 1, LastDay = now.FirstDay.AddDays(_random.Next(365)) },
                // By the same terms: nothing else is known of the worker than before.
                3 => now with { Revision = now.Revision + 1, Position = "Petugas" },
                _ => now with { Revision = now.Revision + 1, VendorId = now.VendorId is null ? null : Guid.CreateVersion7(), LastDay = EndOf(now.FirstDay) },
            };
            contract.Terms.Add((at, changed.IsWithdrawn ? null : changed));
            yield return changed;
        }
        if (worker.Contracts.Count < 3 && _random.Next(4) == 0)
        {
            // City contracts of one worker are of different years, so that none overlaps another, however it is corrected.
            var year = 2019 + worker.Years++;
            var ofVendor = _random.Next(4) == 0;
            var firstDay = ofVendor ? new DateOnly(2020, 1 + _random.Next(12), 1) : new DateOnly(year, 1, 1);
            var added = new RegisteredContract(
                Guid.CreateVersion7(), worker.Id, UnitOf(town), ofVendor ? Guid.CreateVersion7() : null, firstDay,
                _random.Next(3) == 0 ? firstDay.AddDays(_random.Next(365)) : EndOf(firstDay));
            var history = new ContractHistory();
            history.Terms.Add((at, added));
            worker.Contracts.Add(history);
            yield return added;
        }
    }

    private async Task SeparateAsync(TownHistory town, DateTimeOffset at)
    {
        var free = town.Workers.SelectMany(worker => worker.Contracts)
            .Where(contract => contract.Newest is not null && contract.Separations.All(separation => separation.WithdrawnAt is not null) && _random.Next(20) == 0).ToList();
        if (free.Count > 0)
        {
            var days = free.ConvertAll(contract => contract.Newest!.FirstDay.AddDays(_random.Next(500)));
            var reply = await host.Separations.RecordSeparationsAsync(town.Town.Separate(
                [.. free.Zip(days, (contract, day) => contract.Newest!.Separation(effectiveOn: day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), paper: Paper))]));
            Assert.Equal(free.Count, reply.Recorded);
            foreach (var (contract, day, outcome) in free.Zip(days, reply.Outcomes))
                contract.Separations.Add(new SeparationHistory { Id = outcome.Separation.Id, EffectiveOn = day, RecordedAt = at });
        }
        foreach (var separation in town.Workers.SelectMany(worker => worker.Contracts).SelectMany(contract => contract.Separations)
            .Where(separation => separation.WithdrawnAt is null && separation.RecordedAt < at && _random.Next(8) == 0).ToList())
        {
            await host.Separations.WithdrawSeparationAsync(new V1.WithdrawSeparationRequest { SeparationId = separation.Id, Reason = "salah" });
            separation.WithdrawnAt = at;
        }
    }

    private async Task<IReadOnlyList<OpenedCycle>> CyclesAsync()
    {
        var json = await host.Running.ScalarAsync<string>(
            """
            select coalesce(json_agg(json_build_object(
                'CityId', city_id, 'LastDay', last_day, 'StayHomeFrom', stay_home_from, 'OpenedAt', opened_at,
                'KeepsWorking', (select json_object_agg(unit_id, keeps_working) from cycle_unit where cycle_unit.cycle_id = cycle.cycle_id))), '[]')::text from cycle
            """);
        return JsonSerializer.Deserialize<List<OpenedCycle>>(json)!;
    }

    // Whatever the seed, all of it is to happen.
    private static void AssertVaried(IReadOnlyList<TownHistory> towns, IReadOnlyList<OpenedCycle> cycles)
    {
        var contracts = towns.SelectMany(town => town.Workers).SelectMany(worker => worker.Contracts).ToList();
        Assert.True(contracts.Count > 1_000, $"{contracts.Count} contracts");
        Assert.True(contracts.Count(contract => contract.Terms.Count > 2) > 100, "few are corrected twice");
        Assert.True(contracts.Count(contract => contract.Newest is null) > 50, "few are withdrawn");
        Assert.True(contracts.Sum(contract => contract.Separations.Count(separation => separation.WithdrawnAt is not null)) > 50, "few separations are withdrawn");
        Assert.True(cycles.Count > 50, $"{cycles.Count} cycles");
    }

    private T[] Pick<T>(T[] all, int count) => _random.GetItems(all, count);

    private Guid UnitOf(Town town) => Guid.Parse(town.Units[_random.Next(town.Units.Count)].Id);

    private static DateOnly EndOf(DateOnly firstDay) => new(firstDay.Year, 12, 31);

    private static Registry.V1.Paper Paper { get; } = new() { Number = "1", Date = "2020-10-31" };

    private sealed record TownHistory(Town Town, IReadOnlyList<WorkerHistory> Workers);

    private sealed class WorkerHistory
    {
        public Guid Id { get; } = Guid.CreateVersion7();

        public List<ContractHistory> Contracts { get; } = [];

        public int Years { get; set; }
    }
}
