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
    private readonly ConcurrentDictionary<Guid, string> _units = [];
    private readonly PeerServer _server;

    public Peers() => _server = new PeerServer(services => services.AddSingleton(this), server =>
    {
        server.MapGrpcService<RegistryPeer>();
        server.MapGrpcService<VendorPeer>();
        server.MapGrpcService<ContractPeer>();
    });

    public Uri Address => _server.Address;

    /// <summary>How many ids each call for workers had.</summary>
    public ConcurrentQueue<int> WorkerCalls { get; } = [];

    /// <summary>Which cycles were fetched, in order.</summary>
    public ConcurrentQueue<Guid> CycleCalls { get; } = [];

    /// <summary>Lets Contract know the story's cycle and Registry its workers.</summary>
    public void Know(Story story)
    {
        _cycles[story.Id] = story;
        foreach (var (id, worker) in story.Workers)
            _workers[id] = worker;
        foreach (var (id, vendor) in story.Vendors)
            _vendors[id] = vendor;
        foreach (var unit in story.Cycle.Units)
            _units[Guid.Parse(unit.UnitId)] = unit.Name;
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
                WorkUnits = { request.Ids.Where(id => peers._units.ContainsKey(Guid.Parse(id))).Select(id => new WorkUnit { Id = id, Name = peers._units[Guid.Parse(id)] }) },
            });
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
