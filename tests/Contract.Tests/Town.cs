using System.Globalization;
using Workforce.Contract.Events;
using Workforce.Registry.Events;
using Workforce.Registry.V1;
using Workforce.ServiceDefaults.Topology;
using Workforce.Testing;

namespace Workforce.Contract.Tests;

/// <summary>One city, as a test plays it.</summary>
public sealed class Town
{
    private readonly ContractHost _host;
    private int _registered;

    private Town(ContractHost host) => _host = host;

    public Guid Id { get; } = Guid.CreateVersion7();

    public IReadOnlyList<WorkUnit> Units { get; } = [.. "abcde".Select(code => Unit($"{code}"))];

    public V1.Policy Policy => new()
    {
        CityId = $"{Id}",
        EffectiveFrom = "2019-01-01",
        Rounds = new V1.RoundsPolicy { ExpiryDueDays = 14 },
        Objection = new V1.ObjectionPolicy { Days = 14 },
        AskAt = "BKPPD",
        Language = "id",
    };

    public V1.ExemptionList Exemptions => new()
    {
        CityId = $"{Id}",
        Number = "443.1/1",
        DecidedOn = "2020-12-28",
        Signatory = new V1.Signatory { Name = "Jefirstson", Title = "Wali Kota" },
        StayHomeFrom = "2021-01-04",
        UnitCodes = { "a" },
    };

    /// <summary>The batches of this city that were published, duplicates included.</summary>
    public IEnumerable<ContractsExpired> Expired =>
        _host.Expired.Select(message => message.As<ContractsExpired>()).Where(batch => batch.CityId == Id);

    public static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static WorkUnit Unit(string code) => new()
    {
        Id = $"{Guid.CreateVersion7()}",
        Code = code,
        Name = $"Dinas {code}",
        Kind = "office",
        Head = new UnitHead { Id = $"{Guid.CreateVersion7()}", Name = $"Kepala {code}", Title = "Kepala Dinas" },
    };

    public static async Task<Town> FoundAsync(ContractHost host, string zone, bool registered = true)
    {
        var town = new Town(host);
        host.Cities[town.Id] = town.Units;
        await host.Policies.ApplyPolicyAsync(new V1.ApplyPolicyRequest { Policy = town.Policy });
        await host.Policies.ApplyExemptionListAsync(new V1.ApplyExemptionListRequest { ExemptionList = town.Exemptions });
        if (registered)
            await town.RegisterAsync(zone, version: 1);
        return town;
    }

    /// <summary>Registry publishes the city; waits until Contract has that version.</summary>
    public async Task RegisterAsync(string zone, long version)
    {
        await _host.PublishAsync(new CityRegistered(Id, version, "kupang", "Kota Kupang", zone));
        await Eventually.HoldsAsync(async () => await VersionAsync() >= version, $"version {version} of the city arrived");
    }

    public RegisteredContract Contract(string firstDay, string lastDay, int unit = 0, Guid? worker = null, Guid? vendor = null) => new(
        Guid.CreateVersion7(), worker ?? Guid.CreateVersion7(), Guid.Parse(Units[unit].Id), vendor, Day(firstDay), Day(lastDay));

    /// <summary>Contracts of one year that end on a day, spread over the units.</summary>
    public RegisteredContract[] YearUntil(string lastDay, int count) =>
        [.. Enumerable.Range(0, count).Select(n => Contract("2020-01-01", lastDay, n % Units.Count))];

    /// <summary>Registry publishes contracts in messages of 500; waits until each is stored or refused.</summary>
    public async Task RegisterAsync(params RegisteredContract[] contracts)
    {
        foreach (var message in contracts.Chunk(500))
            await _host.PublishAsync(new ContractsRegistered(Id, message));
        _registered += contracts.Length;
        await Eventually.HoldsAsync(async () =>
        {
            var counts = await CountAsync();
            return counts.InForce + counts.Expired + counts.Refused == _registered;
        }, "all contracts arrived");
    }

    public async Task<V1.CountContractsReply> CountAsync() =>
        await _host.Contracts.CountContractsAsync(new V1.CountContractsRequest { CityId = $"{Id}" });

    public async Task<V1.ExpireReply> ExpireAsync(string asOf = "") =>
        await _host.Cycles.ExpireAsync(new V1.ExpireRequest { CityId = $"{Id}", AsOf = asOf });

    /// <summary>Waits until this many contracts were published as expired, duplicates included.</summary>
    public Task PublishedAsync(int contracts) => Eventually.HoldsAsync(
        () => Expired.SelectMany(batch => batch.Units).Sum(unit => unit.Contracts.Count) == contracts, $"{contracts} contracts were published");

    /// <summary>Registry publishes corrected contracts in one message; waits until each is stored by its revision.</summary>
    public async Task CorrectAsync(params RegisteredContract[] corrected)
    {
        await _host.PublishAsync(new ContractsRegistered(Id, corrected));
        foreach (var contract in corrected)
            await Eventually.HoldsAsync(
                async () => await _host.Running.ScalarAsync<int>("select coalesce(max(revision), 0) from contract where contract_id = $1", contract.ContractId) == contract.Revision,
                "the correction arrived");
    }

    /// <summary>Registry publishes that a contract is withdrawn; waits until it is.</summary>
    public async Task WithdrawAsync(RegisteredContract contract)
    {
        await _host.PublishAsync(new ContractsRegistered(Id, [contract with { Revision = 1, IsWithdrawn = true }]));
        await Eventually.HoldsAsync(
            async () => await _host.Running.ScalarAsync<long>("select count(*) from withdrawn_contract where contract_id = $1", contract.ContractId) == 1, "the withdrawal arrived");
    }

    public async Task<(int InForce, int Expired)> InForceAndExpiredAsync()
    {
        var counts = await CountAsync();
        return (counts.InForce, counts.Expired);
    }

    /// <summary>Of the cycle with the newest last day.</summary>
    public async Task<V1.CycleProgress> ProgressAsync() =>
        (await _host.Cycles.ListCyclesAsync(new V1.ListCyclesRequest { CityId = $"{Id}" })).Cycles[0];

    /// <returns>Empty when there is no such contract.</returns>
    public Task<string> LastDayAsync(RegisteredContract contract) =>
        _host.Running.ScalarAsync<string>("select coalesce((select last_day::text from contract where contract_id = $1), '')", contract.ContractId);

    /// <summary>What came to Evaluation's queue of this city's returned contracts, until so many messages have.</summary>
    public async Task<IReadOnlyList<ContractsReturned>> ReturnedAsync(int messages)
    {
        var found = new List<ContractsReturned>();
        await Eventually.HoldsAsync(
            async () =>
            {
                found.AddRange((await _host.Running.Broker.TakeAsync(QueueName.For<ContractsReturned>("evaluation")))
                    .Select(message => message.As<ContractsReturned>()).Where(one => one.CityId == Id));
                return found.Count >= messages;
            },
            $"{messages} messages say what returned");
        return found;
    }

    private Task<long> VersionAsync() =>
        _host.Running.ScalarAsync<long>("select coalesce(max(version), 0) from city where city_id = $1", Id);
}
