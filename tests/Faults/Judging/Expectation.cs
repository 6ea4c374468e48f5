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

    /// <summary>Every contract that was put in, by its id, due or not.</summary>
    public Dictionary<Guid, ExpectedContract> Contracts { get; } = [];

    /// <summary>Next contracts of workers who go on: none of them is due.</summary>
    public HashSet<Guid> NextContracts { get; } = [];

    /// <summary>Contracts that are malformed: they expire, and what their events say of them must be dead-lettered.</summary>
    public HashSet<Guid> Malformed { get; } = [];

    /// <summary>Ids of messages that are unreadable or of an unknown event, with the dead-letter queue in which each must be.</summary>
    public ConcurrentDictionary<string, string> Strays { get; } = [];

    /// <summary>Contracts that must have their notice by now, and their request unless their worker goes on.</summary>
    public int ToNotify => _due.Values.Sum() - Malformed.Count(id => IsDue(Contracts[id]));

    public bool IsDue(ExpectedContract contract) => _due.ContainsKey(contract.CityId);

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
        foreach (var government in governments)
        {
            _cities.Add(government.Id);
            var heads = government.Units.Zip(government.Heads).ToDictionary(unit => unit.First, unit => unit.Second);
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
