using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Workforce.Registry.V1;

namespace Workforce.Contract.Tests;

/// <summary>The work units that Registry has, by city.</summary>
public sealed class RegisteredCities : ConcurrentDictionary<Guid, IReadOnlyList<WorkUnit>>
{
    /// <summary>False: Registry answers UNAVAILABLE.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>Contracts in the register, by city; of others it says none, which is as many as have arrived or fewer.</summary>
    public ConcurrentDictionary<Guid, int> Contracts { get; } = [];

    /// <summary>Cities of which an import runs.</summary>
    public ConcurrentDictionary<Guid, bool> Importing { get; } = [];

    /// <summary>Cities of which the last import broke off.</summary>
    public ConcurrentDictionary<Guid, bool> BrokenOff { get; } = [];

    /// <summary>Cities that it does not have.</summary>
    public ConcurrentDictionary<Guid, bool> Unknown { get; } = [];

    /// <summary>Since an import of a city stored something; of others it says none has.</summary>
    public ConcurrentDictionary<Guid, TimeSpan> UnchangedFor { get; } = [];

    /// <summary>Whose contracts are whose, by contract: the city, and the NIK of the worker.</summary>
    public ConcurrentDictionary<Guid, (Guid CityId, string Nik, Guid WorkerId)> Niks { get; } = [];

    /// <summary>Persons by unit, by city; of others none.</summary>
    public ConcurrentDictionary<Guid, IReadOnlyDictionary<string, int>> Persons { get; } = [];

    /// <summary>What happens each time that persons of a city were counted.</summary>
    public Action<Guid>? OncePersonsAreCounted { get; set; }

    /// <summary>The days that were asked for when persons were counted.</summary>
    public ConcurrentQueue<(string CityId, string BeganBy, string EndedFrom)> PersonsAsked { get; } = [];

    /// <summary>How many NIKs each call for contracts had.</summary>
    public ConcurrentQueue<int> RosterCalls { get; } = [];

    /// <summary>What happens when Registry has counted next, before its answer arrives.</summary>
    public Func<Task>? OnceCounted { get; set; }
}

/// <summary>Registry's register, as far as Contract calls it.</summary>
public sealed class RegisterPeer(RegisteredCities cities) : RegisterService.RegisterServiceBase
{
    public override async Task<CountContractPeriodsReply> CountContractPeriods(CountContractPeriodsRequest request, ServerCallContext context)
    {
        if (!cities.Answers)
            throw new RpcException(new Status(StatusCode.Unavailable, "Registry is away"));
        var reply = new CountContractPeriodsReply { Counts = { request.CityIds.Where(id => !cities.Unknown.ContainsKey(Guid.Parse(id))).Select(CountOf) } };
        if (cities.OnceCounted is { } happens)
        {
            cities.OnceCounted = null;
            await happens();
        }
        return reply;
    }

    private ContractPeriodCount CountOf(string cityId)
    {
        var city = Guid.Parse(cityId);
        return new ContractPeriodCount
        {
            CityId = cityId,
            ContractPeriods = cities.Contracts.GetValueOrDefault(city),
            Importing = cities.Importing.ContainsKey(city),
            BrokenOff = cities.BrokenOff.ContainsKey(city),
            UnchangedFor = cities.UnchangedFor.TryGetValue(city, out var time) ? Duration.FromTimeSpan(time) : null,
        };
    }
}

/// <summary>Registry's city service, as far as Contract calls it; three units a page, so that paging is really used.</summary>
public sealed class RegistryPeer(RegisteredCities cities) : CityService.CityServiceBase
{
    private const int PageSize = 3;

    public override Task<ListWorkUnitsReply> ListWorkUnits(ListWorkUnitsRequest request, ServerCallContext context)
    {
        if (!cities.Answers)
            throw new RpcException(new Status(StatusCode.Unavailable, "Registry is away"));
        var start = request.PageToken.Length == 0 ? 0 : int.Parse(request.PageToken, provider: null);
        var units = cities.GetValueOrDefault(Guid.Parse(request.CityId), []);
        var end = start + PageSize;
        return Task.FromResult(new ListWorkUnitsReply
        {
            WorkUnits = { units.Skip(start).Take(PageSize) },
            NextPageToken = end < units.Count ? $"{end}" : "",
        });
    }
}

/// <summary>Registry's rosters, as far as Contract calls them.</summary>
public sealed class RosterPeer(RegisteredCities cities) : RosterService.RosterServiceBase
{
    public override Task<CountPersonsReply> CountPersons(CountPersonsRequest request, ServerCallContext context)
    {
        if (!cities.Answers)
            throw new RpcException(new Status(StatusCode.Unavailable, "Registry is away"));
        cities.PersonsAsked.Enqueue((request.CityId, request.BeganBy, request.EndedFrom));
        var persons = cities.Persons.GetValueOrDefault(Guid.Parse(request.CityId), new Dictionary<string, int>());
        cities.OncePersonsAreCounted?.Invoke(Guid.Parse(request.CityId));
        return Task.FromResult(new CountPersonsReply { Units = { persons.Select(unit => new UnitPersons { UnitId = unit.Key, Persons = unit.Value }) } });
    }

    public override Task<FindContractsReply> FindContracts(FindContractsRequest request, ServerCallContext context)
    {
        cities.RosterCalls.Enqueue(request.Niks.Count);
        var positions = request.Niks.Select((nik, at) => (nik, at)).ToDictionary(one => one.nik, one => one.at);
        return Task.FromResult(new FindContractsReply
        {
            Contracts =
            {
                from contract in cities.Niks
                where contract.Value.CityId == Guid.Parse(request.CityId) && positions.ContainsKey(contract.Value.Nik)
                select new FoundContract { ContractId = $"{contract.Key}", WorkerId = $"{contract.Value.WorkerId}", Nik = positions[contract.Value.Nik] },
            },
        });
    }
}
