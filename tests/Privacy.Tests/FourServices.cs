using Workforce.Contract.Api;
using Workforce.Evaluation.Api;
using Workforce.Notification.Api;
using Workforce.Registry.Api;
using Workforce.Testing;
using Xunit;

namespace Workforce.Privacy.Tests;

/// <summary>All four services in this process, as one system on real servers, with all that leaves them.</summary>
public sealed class FourServices : IAsyncLifetime
{
    private readonly TestServers _servers = new();
    private readonly Dictionary<string, TestService> _services = [];

    internal Departures Departures { get; } = new();

    public Broker Broker => _servers.Broker;

    public IReadOnlyDictionary<string, TestService> Running => _services;

    public async Task InitializeAsync()
    {
        await _servers.InitializeAsync();
        await Broker.DeleteQueuesAsync();
        var registry = await StartAsync<CityEndpoint>("registry", ("ConnectionStrings:cache", _servers.Redis));
        var evaluation = await StartAsync<EvaluationRequestEndpoint>("evaluation", ("services:registry:grpc:0", $"{registry.Address}"));
        var contract = await StartAsync<PolicyEndpoint>(
            "contract", ("services:registry:grpc:0", $"{registry.Address}"), ("services:evaluation:grpc:0", $"{evaluation.Address}"), ("Sweep:Timer", "off"));
        await StartAsync<NoticeEndpoint>("notification", ("services:registry:grpc:0", $"{registry.Address}"), ("services:contract:grpc:0", $"{contract.Address}"));
    }

    /// <summary>Ends the services, so that their last spans and metrics are exported.</summary>
    public async Task StopAsync()
    {
        foreach (var service in _services.Values.Reverse())
            await service.DisposeAsync();
        _services.Clear();
    }

    public async Task DisposeAsync()
    {
        await StopAsync();
        await _servers.DisposeAsync();
    }

    private async Task<TestService> StartAsync<TProgram>(string name, params (string Key, string Value)[] settings)
        where TProgram : class
    {
        var service = await TestService.StartAsync<TProgram>(_servers, new ServiceSetup(name)
        {
            Settings = settings.Append(("Clock:StartsAt", "2021-01-01T00:00:05+08:00")).ToDictionary(setting => setting.Item1, setting => (string?)setting.Item2),
            Access = _ => { },
            Services = Departures.AddTo,
        });
        service.Log.Expect(""); // it is to fail
        _services.Add(name, service);
        return service;
    }
}
