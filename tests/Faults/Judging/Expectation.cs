using System.Collections.Concurrent;
using Dapper;
using Workforce.Faults.Nation;
using Workforce.Faults.Systems;

namespace Workforce.Faults.Judging;

/// <summary>What must come of the night, by what was put in: it is never asked of the services.</summary>
public sealed class Expectation
{
    private readonly ConcurrentDictionary<Guid, int> _due = [];
    private readonly HashSet<Guid> _cities = [];
    private readonly Dictionary<Guid, ExpectedUnit> _units = [];
    private readonly Lock _correcting = new();
    private Guid[] _correctable = [];
    private HashSet<Guid> _isCorrectable = [];
    private Guid[] _correctableCities = [];

    /// <summary>Every contract that was put in, by its id, due or not.</summary>
    public Dictionary<Guid, ExpectedContract> Contracts { get; } = [];

    /// <summary>Next contracts of workers who go on: none of them is due.</summary>
    public HashSet<Guid> NextContracts { get; } = [];

    /// <summary>Contracts that are malformed: they expire, and what their events say of them must be dead-lettered.</summary>
    public HashSet<Guid> Malformed { get; } = [];

    /// <summary>Contracts of which Contract knows a signed rating before their night: their requests are satisfied, and no head is asked for them.</summary>
    public HashSet<Guid> Rated { get; } = [];

    /// <summary>Ids of messages that are unreadable or of an unknown event, with the dead-letter queue in which each must be.</summary>
    public ConcurrentDictionary<string, string> Strays { get; } = [];

    /// <summary>What the register's corrections say of contracts, by their ids.</summary>
    public ConcurrentDictionary<Guid, ExpectedCorrection> Corrections { get; } = [];

    /// <summary>Contracts that heads rate while their night is under way: each once, and its worker is told and receives that once.</summary>
    public ConcurrentDictionary<Guid, ExpectedContract> RatedInNight { get; } = [];

    /// <summary>Contracts that must have their notice by now, and their request unless their worker goes on.</summary>
    public int ToNotify => _due.Values.Sum() - Malformed.Count(id => IsDue(Contracts[id]))
        - Corrections.Values.Count(correction => correction.EndsExpiry && IsDue(Contracts[correction.ContractId]));

    /// <summary>Whether the night of the contract's city has come.</summary>
    public bool IsDue(ExpectedContract contract) => _due.ContainsKey(contract.CityId);

    /// <summary>Contracts that must have expired, as they are after corrections.</summary>
    public IEnumerable<KeyValuePair<Guid, ExpectedContract>> Due =>
        from pair in Contracts
        where IsDue(pair.Value)
        let correction = Corrections.GetValueOrDefault(pair.Key)
        where correction is null or { EndsExpiry: false }
        select KeyValuePair.Create(pair.Key, correction?.After ?? pair.Value);

    /// <summary>Expects the correction of a contract that none was made of yet: of a worker who does not go on, not malformed, of the first day.</summary>
    /// <returns>Null where there is none left.</returns>
    /// <param name="of">The contract; null for any.</param>
    public ExpectedCorrection? Correct(CorrectionKind kind, Random random, Guid? of = null)
    {
        lock (_correcting)
        {
            if (_correctable.Length == 0)
                return null;
            var id = of ?? _correctable[random.Next(_correctable.Length)];
            if (!_isCorrectable.Contains(id) || Malformed.Contains(id) || Corrections.ContainsKey(id))
                return null;
            var contract = Contracts[id];
            var units = _units.Values.Where(unit => unit.CityId == contract.CityId && unit.Id != contract.UnitId).ToList();
            var unit = units[random.Next(units.Count)];
            var after = kind is CorrectionKind.Unit ? contract with { UnitId = unit.Id, HeadId = unit.HeadId, KeepsWorking = unit.KeepsWorking } : contract;
            var correction = new ExpectedCorrection(id, kind, after, _units[after.UnitId].Code, $"53{random.Next(10_000):D4}010180{random.Next(1, 10_000):D4}");
            return Corrections[id] = correction;
        }
    }

    /// <summary>Expects ratings of some contracts of a city of which none is corrected, and from now on none will be.</summary>
    /// <param name="most">How many.</param>
    public IReadOnlyList<Guid> Rate(Guid cityId, int most)
    {
        lock (_correcting)
        {
            var rated = _isCorrectable.Where(id => Contracts[id].CityId == cityId && !Malformed.Contains(id) && !Corrections.ContainsKey(id) && !Rated.Contains(id)).Take(most).ToList();
            foreach (var id in rated)
            {
                RatedInNight[id] = Contracts[id];
                _isCorrectable.Remove(id);
            }
            return rated;
        }
    }

    /// <summary>From now on its contracts may be corrected.</summary>
    public void MayCorrect(IEnumerable<Government> governments)
    {
        var cities = governments.Select(government => government.Id).ToHashSet();
        lock (_correcting)
        {
            _correctable = [.. Contracts.Where(pair => cities.Contains(pair.Value.CityId) && !pair.Value.Continues).Select(pair => pair.Key)];
            _isCorrectable = [.. _correctable];
            _correctableCities = [.. cities];
        }
    }

    /// <summary>Those whose contracts may be corrected.</summary>
    public IReadOnlyList<Guid> CorrectableCities => _correctableCities;

    public IReadOnlyCollection<Guid> Cities => _cities;

    public IReadOnlyList<Guid> DueCities => [.. _due.Keys];

    public bool HasCity(Guid cityId) => _cities.Contains(cityId);

    public void FallDue(Government government) => _due[government.Id] = government.Contracts;

    /// <summary>Learns of governments, and from the register which of their units are exempt.</summary>
    public async Task LearnAsync(RunningSystem system, IReadOnlyList<Government> governments)
    {
        await using var registry = await system.DatabaseOfAsync("registry");
        await using var connection = await registry.OpenConnectionAsync();
        var exempt = (await connection.QueryAsync<Guid>("select id from work_unit where kind = 'fire-service'")).ToHashSet();
        var codes = (await connection.QueryAsync<(Guid Id, string Code)>("select id, code from work_unit")).ToDictionary(row => row.Id, row => row.Code);
        foreach (var government in governments)
        {
            _cities.Add(government.Id);
            var heads = government.Units.Zip(government.Heads).ToDictionary(unit => unit.First, unit => unit.Second);
            lock (_correcting)
                foreach (var (unit, head) in heads)
                    _units[unit] = new ExpectedUnit(unit, government.Id, codes[unit], head, exempt.Contains(unit));
            foreach (var person in Person.Of(government))
            {
                Contracts[person.ContractId] = new ExpectedContract(
                    government.Id, person.WorkerId, person.UnitId, heads[person.UnitId],
                    KeepsWorking: person.Continues || exempt.Contains(person.UnitId), person.Continues);
                if (person.Continues)
                    NextContracts.Add(person.NextContractId);
            }
        }
    }
}

/// <summary>What is known of a contract before its night.</summary>
/// <param name="Continues">Its worker has a next contract from the next day: nothing is asked, and the notice says that the work goes on.</param>
public sealed record ExpectedContract(Guid CityId, Guid WorkerId, Guid UnitId, Guid HeadId, bool KeepsWorking, bool Continues);

/// <summary>A work unit as the register has it.</summary>
internal sealed record ExpectedUnit(Guid Id, Guid CityId, string Code, Guid HeadId, bool KeepsWorking);
