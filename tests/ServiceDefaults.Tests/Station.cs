using System.Net;
using Grpc.Net.Client;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workforce.Messaging.V1;
using Workforce.ServiceDefaults.Messaging;
using Workforce.ServiceDefaults.Storage;
using Workforce.Testing;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A small service of the name <c>contract</c> that listens and serves what every service does.</summary>
internal sealed class Station : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly GrpcChannel _channel;

    private Station(WebApplication application, Uri address)
    {
        (_application, _channel) = (application, GrpcChannel.ForAddress(address));
        Parked = new ParkedService.ParkedServiceClient(_channel);
    }

    public ParkedService.ParkedServiceClient Parked { get; }

    public static async Task<Station> StartAsync(string database, string broker, Heard heard, bool listens = true)
    {
        var port = FreePort.Next();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(
            [new("ConnectionStrings:contract-db", database), new("ConnectionStrings:messaging", broker)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(heard);
        builder.AddServiceDefaults("contract");
        builder.AddStorage("contract-db");
        builder.AddMessaging(bus =>
        {
            if (listens)
                bus.AddConsumer<Listener, ListenerDefinition>();
        });

        var application = builder.Build();
        application.MapServiceDefaults();
        await application.StartAsync();
        return new Station(application, new Uri($"http://127.0.0.1:{port}"));
    }

    public async Task<IReadOnlyList<ParkedMessage>> ListAsync() => (await Parked.ListParkedAsync(new ListParkedRequest())).Messages;

    public async Task<RetryParkedReply> RetryAsync(ParkedSelection selection) =>
        await Parked.RetryParkedAsync(new RetryParkedRequest { Selection = selection });

    public async Task<long> DropAsync(ParkedSelection selection) =>
        (await Parked.DropParkedAsync(new DropParkedRequest { Selection = selection })).Dropped;

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        // Disposing alone would let it listen on, to the messages of the next test.
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
