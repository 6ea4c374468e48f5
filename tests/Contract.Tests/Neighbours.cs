using System.Collections.Concurrent;
using System.Net;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Workforce.Contract.Events;
using Workforce.ServiceDefaults;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;
using Workforce.Testing;

namespace Workforce.Contract.Tests;

/// <summary>
/// The other services as Contract meets them: a real gRPC server that speaks Registry's protocol, and a real bus that announces
/// their events and hears what Contract announces.
/// </summary>
public sealed class Neighbours : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Neighbours(WebApplication app, Uri registryAddress) => (_app, RegistryAddress) = (app, registryAddress);

    public Uri RegistryAddress { get; }

    public RegisteredCities Cities => _app.Services.GetRequiredService<RegisteredCities>();

    /// <summary>What came to Evaluation's queue, repeats included.</summary>
    public IReadOnlyCollection<ConsumeContext<ContractsExpired>> Heard => _app.Services.GetRequiredService<HeardBatches>();

    public static async Task<Neighbours> StartAsync(string database, string broker)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // Forgets the addresses of the service under test, whose settings lie beside these tests.
            kestrel.Configure();
            kestrel.Listen(IPAddress.Loopback, address.Port, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Configuration["ConnectionStrings:neighbours-db"] = database;
        builder.Configuration["ConnectionStrings:messaging"] = broker;
        builder.AddServiceDefaults("neighbours");
        builder.AddStorage("neighbours-db");
        builder.AddMessaging(bus => bus.AddConsumer<BatchListener, BatchListenerDefinition>());
        builder.Services.AddSingleton<RegisteredCities>();
        builder.Services.AddSingleton<HeardBatches>();
        var app = builder.Build();
        app.MapGrpcService<RegistryPeer>();
        await app.StartAsync();
        return new Neighbours(app, address);
    }

    public async Task AnnounceAsync(object @event, Guid? messageId = null)
    {
        await using var work = await _app.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
        work.Announce(messageId ?? Guid.NewGuid(), @event);
        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>Sends again what was announced under an id, once it was sent.</summary>
    public Task RepeatAsync(Guid messageId) => Eventually.HoldsAsync(async () =>
    {
        await using var work = await _app.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
        var found = await Outbox.SendAgainAsync(work, [messageId], CancellationToken.None);
        await work.CommitAsync(CancellationToken.None);
        return found == 1;
    }, "it was sent and is sent again");

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed class HeardBatches : ConcurrentQueue<ConsumeContext<ContractsExpired>>;

    private sealed class BatchListener(HeardBatches heard) : IConsumer<ContractsExpired>
    {
        public Task Consume(ConsumeContext<ContractsExpired> context)
        {
            heard.Enqueue(context);
            return Task.CompletedTask;
        }
    }

    private sealed class BatchListenerDefinition : ConsumerDefinition<BatchListener>
    {
        public BatchListenerDefinition() => EndpointName = QueueName.For<ContractsExpired>("evaluation");
    }
}
