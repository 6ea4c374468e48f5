using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.V1;
using Workforce.Registry.V1;
using Workforce.Testing;

namespace Workforce.Notification.Tests;

/// <summary>Registry and Contract as Notification calls them: a real gRPC server that answers by the tests' stories.</summary>
internal sealed class Peers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Story> _cycles = [];
    private readonly ConcurrentDictionary<Guid, Worker> _workers = [];
    private readonly ConcurrentDictionary<Guid, string> _vendors = [];
    private readonly ConcurrentDictionary<Guid, WorkUnit> _units = [];
    private readonly ConcurrentDictionary<Guid, City> _cities = [];
    private readonly ConcurrentDictionary<Guid, Policy> _policies = [];
    private readonly PeerServer _server;

    public Peers() => _server = new PeerServer(services => services.AddSingleton(this), server =>
    {
        server.MapGrpcService<RegistryPeer>();
        server.MapGrpcService<VendorPeer>();
        server.MapGrpcService<RosterPeer>();
        server.MapGrpcService<HeadsPeer>();
        server.MapGrpcService<ContractPeer>();
        server.MapGrpcService<PolicyPeer>();
    });

    public Uri Address => _server.Address;

    /// <summary>How many ids each call for workers had.</summary>
    public ConcurrentQueue<int> WorkerCalls { get; } = [];

    /// <summary>Which cycles were fetched, in order.</summary>
    public ConcurrentQueue<Guid> CycleCalls { get; } = [];

    /// <summary>What Registry has of contracts: city and NIK, by contract.</summary>
    public ConcurrentDictionary<Guid, (Guid CityId, string Nik, Guid WorkerId)> Contracts { get; } = [];

    /// <summary>How many NIKs each call for contracts had.</summary>
    public ConcurrentQueue<int> RosterCalls { get; } = [];

    /// <summary>Which cities were asked for by name.</summary>
    public ConcurrentQueue<Guid> CityCalls { get; } = [];

    /// <summary>Lets Registry know a city, and Contract its policy where it has one.</summary>
    public void Know(City city, Policy? policy, params WorkUnit[] units)
    {
        _cities[Guid.Parse(city.Id)] = city;
        if (policy is not null)
            _policies[Guid.Parse(city.Id)] = policy;
        foreach (var unit in units)
            _units[Guid.Parse(unit.Id)] = unit;
    }

    /// <summary>Who acts for the head whom a unit has declared, by unit.</summary>
    public ConcurrentDictionary<string, Appointment> Acting { get; } = [];

    /// <summary>Lets Registry know a worker.</summary>
    public void Know(Worker worker) => _workers[Guid.Parse(worker.Id)] = worker;

    /// <summary>Lets Contract know the story's cycle and Registry its workers.</summary>
    public void Know(Story story)
    {
        _cycles[story.Id] = story;
        foreach (var (id, worker) in story.Workers)
            _workers[id] = worker;
        foreach (var (id, vendor) in story.Vendors)
            _vendors[id] = vendor;
        foreach (var unit in story.Cycle.Units)
            _units[Guid.Parse(unit.UnitId)] = new WorkUnit { Id = unit.UnitId, Name = unit.Name, Head = new UnitHead { Id = unit.HeadId, Name = unit.HeadName, Title = unit.HeadTitle } };
    }

    public Task StartAsync() => _server.StartAsync();

    public Task StopAsync() => _server.StopAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private sealed class RegistryPeer(Peers peers) : WorkerService.WorkerServiceBase
    {
        public override Task<GetWorkerNamesReply> GetWorkerNames(GetWorkerNamesRequest request, ServerCallContext context)
        {
            peers.WorkerCalls.Enqueue(request.Ids.Count);
            var names = request.Ids.Select(id => peers._workers.TryGetValue(Guid.Parse(id), out var worker) ? worker.Name : "");
            return Task.FromResult(new GetWorkerNamesReply { Names = { names } });
        }
    }

    private sealed class VendorPeer(Peers peers) : CityService.CityServiceBase
    {
        public override Task<GetVendorNamesReply> GetVendorNames(GetVendorNamesRequest request, ServerCallContext context) =>
            Task.FromResult(new GetVendorNamesReply { Names = { request.Ids.Select(id => peers._vendors.GetValueOrDefault(Guid.Parse(id), "")) } });

        public override Task<GetWorkUnitsReply> GetWorkUnits(GetWorkUnitsRequest request, ServerCallContext context) =>
            Task.FromResult(new GetWorkUnitsReply
            {
                WorkUnits = { request.Ids.Where(id => peers._units.ContainsKey(Guid.Parse(id))).Select(id => peers._units[Guid.Parse(id)]) },
            });

        public override Task<City> GetCity(GetCityRequest request, ServerCallContext context)
        {
            peers.CityCalls.Enqueue(Guid.Parse(request.City));
            return peers._cities.TryGetValue(Guid.Parse(request.City), out var city)
                ? Task.FromResult(city)
                : throw new RpcException(new Status(StatusCode.NotFound, $"city '{request.City}' is not known"));
        }
    }

    private sealed class HeadsPeer(Peers peers) : AppointmentService.AppointmentServiceBase
    {
        public override Task<FindHeadsReply> FindHeads(FindHeadsRequest request, ServerCallContext context) => Task.FromResult(new FindHeadsReply
        {
            Heads = { request.UnitIds.Select(id => peers.Acting.TryGetValue(id, out var acting) ? acting : Declared(peers._units[Guid.Parse(id)])) },
        });

        private static Appointment Declared(WorkUnit unit) =>
            new() { HeadId = unit.Head.Id, Name = unit.Head.Name, Office = new Office { UnitId = unit.Id, Title = unit.Head.Title } };
    }

    private sealed class RosterPeer(Peers peers) : RosterService.RosterServiceBase
    {
        public override Task<FindContractsReply> FindContracts(FindContractsRequest request, ServerCallContext context)
        {
            peers.RosterCalls.Enqueue(request.Niks.Count);
            return Task.FromResult(new FindContractsReply
            {
                Contracts =
                {
                    from contract in peers.Contracts
                    where contract.Value.CityId == Guid.Parse(request.CityId)
                    let nik = request.Niks.IndexOf(contract.Value.Nik)
                    where nik >= 0
                    select new FoundContract { ContractId = $"{contract.Key}", WorkerId = $"{contract.Value.WorkerId}", Nik = nik },
                },
            });
        }
    }

    private sealed class PolicyPeer(Peers peers) : PolicyService.PolicyServiceBase
    {
        public override Task<Policy> GetPolicy(GetPolicyRequest request, ServerCallContext context) =>
            peers._policies.TryGetValue(Guid.Parse(request.CityId), out var policy)
                ? Task.FromResult(policy)
                : throw new RpcException(new Status(StatusCode.NotFound, $"policy of city '{request.CityId}' is not known"));
    }

    private sealed class ContractPeer(Peers peers) : CycleService.CycleServiceBase
    {
        public override Task<Cycle> GetCycle(GetCycleRequest request, ServerCallContext context)
        {
            var id = Guid.Parse(request.CycleId);
            peers.CycleCalls.Enqueue(id);
            return peers._cycles.TryGetValue(id, out var story)
                ? Task.FromResult(story.Cycle)
                : throw new RpcException(new Status(StatusCode.NotFound, $"cycle '{id}' is not known"));
        }
    }
}
