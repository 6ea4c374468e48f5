using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workforce.Contract.V1;
using Workforce.Registry.V1;
using Workforce.Testing;

namespace Workforce.Notification.Tests;

/// <summary>Registry and Contract as Notification meets them: a real gRPC server that answers from what tests tell.</summary>
internal sealed class Peers : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, Story> _cycles = [];
    private readonly ConcurrentDictionary<Guid, Worker> _workers = [];
    private readonly int _port = FreePort.Next();
    private WebApplication? _server;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>How many ids each call for workers had.</summary>
    public ConcurrentQueue<int> WorkerCalls { get; } = [];

    /// <summary>Which cycles were asked for, in order.</summary>
    public ConcurrentQueue<Guid> CycleCalls { get; } = [];

    /// <summary>Lets Contract know the story's cycle and Registry its workers.</summary>
    public void Know(Story story)
    {
        _cycles[story.Id] = story;
        foreach (var (id, worker) in story.Workers)
            _workers[id] = worker;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Configure();
            kestrel.ListenLocalhost(_port, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _server = builder.Build();
        _server.MapGrpcService<RegistryPeer>();
        _server.MapGrpcService<ContractPeer>();
        await _server.StartAsync();
    }

    public async Task StopAsync()
    {
        if (_server is null)
            return;
        await _server.StopAsync();
        await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private sealed class RegistryPeer(Peers peers) : WorkerService.WorkerServiceBase
    {
        public override Task<GetWorkerNamesReply> GetWorkerNames(GetWorkerNamesRequest request, ServerCallContext context)
        {
            peers.WorkerCalls.Enqueue(request.Ids.Count);
            var names = request.Ids.Select(id => peers._workers.TryGetValue(Guid.Parse(id), out var worker) ? worker.Name : "");
            return Task.FromResult(new GetWorkerNamesReply { Names = { names } });
        }
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
