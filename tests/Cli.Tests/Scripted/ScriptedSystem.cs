using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workforce.Identity;

namespace Workforce.Cli.Tests.Scripted;

/// <summary>
/// The public gRPC of the four services on a real server with listings that a test sets: only so can an entry be lost or doubled
/// on purpose. System.Tests run the real services.
/// </summary>
internal sealed class ScriptedSystem : IAsyncDisposable
{
    private static readonly string[] Services = ["registry", "contract", "evaluation", "notification"];

    private readonly WebApplication _server;

    private ScriptedSystem(WebApplication server, Script script) => (_server, Script) = (server, script);

    public Script Script { get; }

    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var addresses = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
            return Services.Zip(addresses).ToDictionary(pair => $"WORKFORCE_{pair.First.ToUpperInvariant()}", pair => pair.Second);
        }
    }

    public static async Task<ScriptedSystem> StartAsync()
    {
        var script = new Script();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            foreach (var service in Services)
                kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
                {
                    endpoint.Protocols = HttpProtocols.Http2;
                    endpoint.Use(next => connection =>
                    {
                        connection.Items[ScriptedDeadLetters.Service] = service;
                        return next(connection);
                    });
                });
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(script);
        var server = builder.Build();
        server.MapGrpcService<ScriptedCities>();
        server.MapGrpcService<ScriptedRegister>();
        server.MapGrpcService<ScriptedExports>();
        server.MapGrpcService<ScriptedWorkers>();
        server.MapGrpcService<ScriptedCorrections>();
        server.MapGrpcService<ScriptedPolicies>();
        server.MapGrpcService<ScriptedContracts>();
        server.MapGrpcService<ScriptedCycles>();
        server.MapGrpcService<ScriptedReminders>();
        server.MapGrpcService<ScriptedRecommendations>();
        server.MapGrpcService<ScriptedSeparations>();
        server.MapGrpcService<ScriptedDecisions>();
        server.MapGrpcService<ScriptedWillingness>();
        server.MapGrpcService<ScriptedStates>();
        server.MapGrpcService<ScriptedRequests>();
        server.MapGrpcService<ScriptedRatingPolicies>();
        server.MapGrpcService<ScriptedRounds>();
        server.MapGrpcService<ScriptedAppointments>();
        server.MapGrpcService<ScriptedRatings>();
        server.MapGrpcService<ScriptedObjections>();
        server.MapGrpcService<ScriptedNotices>();
        server.MapGrpcService<ScriptedLetters>();
        server.MapGrpcService<ScriptedReceipts>();
        server.MapGrpcService<ScriptedDeadLetters>();
        server.MapGrpcService<ScriptedClocks>();
        await server.StartAsync();
        return new ScriptedSystem(server, script);
    }

    public Task<CommandLine.Result> RunAsync(params string[] arguments) => CommandLine.RunWithAsync(Environment, "", arguments);

    /// <summary>With a set-up key, as in Development.</summary>
    /// <param name="key">Where it is.</param>
    public Task<CommandLine.Result> RunAsPeopleAsync(string key, params string[] arguments)
    {
        if (!File.Exists(key))
            SetupKey.Create(key);
        return CommandLine.RunWithAsync(new Dictionary<string, string>(Environment) { ["WORKFORCE_SETUP_KEY"] = key }, "", arguments);
    }

    /// <summary>Kupang with a register, and no night yet.</summary>
    public async Task ImportAsync(string register)
    {
        await RunAsync("city", "apply", Sources.Kupang);
        await RunAsync("import", register, "--city", "kupang");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
