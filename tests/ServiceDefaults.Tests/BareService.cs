using System.Net;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workforce.ServiceDefaults.Storage;
using Workforce.Testing;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A service with nothing of its own: what every service has, on real Kestrel, with a database and without a broker.</summary>
internal sealed class BareService : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly HttpClient _http;

    private BareService(WebApplication application, int grpc, int health)
    {
        _application = application;
        Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpc}");
        _http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{health}") };
    }

    public GrpcChannel Channel { get; }

    public IServiceProvider Services => _application.Services;

    public static Task<BareService> StartAsync(string database, params string[] arguments) => StartAsync(database, _ => { }, arguments);

    public static async Task<BareService> StartAsync(string database, Action<IServiceCollection> change, params string[] arguments)
    {
        var (grpc, health) = (FreePort.Next(), FreePort.Next());
        var builder = WebApplication.CreateBuilder(arguments);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("ConnectionStrings:contract-db", database)]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, grpc, endpoint => endpoint.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, health, endpoint => endpoint.Protocols = HttpProtocols.Http1);
        });
        builder.AddServiceDefaults("contract");
        builder.AddStorage("contract-db");
        change(builder.Services);

        var application = builder.Build();
        application.MapServiceDefaults();
        await application.StartAsync();
        return new BareService(application, grpc, health);
    }

    public async Task<HttpStatusCode> GetStatusAsync(string path)
    {
        using var response = await _http.GetAsync(path);
        return response.StatusCode;
    }

    public Task<string> GetTextAsync(string path) => _http.GetStringAsync(path);

    public async Task<HealthCheckResponse.Types.ServingStatus> GetGrpcHealthAsync() =>
        (await new Grpc.Health.V1.Health.HealthClient(Channel).CheckAsync(new HealthCheckRequest())).Status;

    /// <summary>Calls a method that need not exist, as any caller can.</summary>
    public AsyncUnaryCall<HealthCheckResponse> CallAsync(string path)
    {
        var parts = path[1..].Split('/');
        var method = new Method<HealthCheckRequest, HealthCheckResponse>(
            MethodType.Unary, parts[0], parts[1],
            Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, HealthCheckRequest.Parser.ParseFrom),
            Marshallers.Create(Google.Protobuf.MessageExtensions.ToByteArray, HealthCheckResponse.Parser.ParseFrom));
        return Channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(), new HealthCheckRequest());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Channel.Dispose();
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
