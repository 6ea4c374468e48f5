using System.Text.Json;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// The system as those have it who work with Aspire's command line, by <c>aspire.config.json</c> at the root: started by it, with the
/// dashboard, and with Kupang's night played by the resource <c>night</c>. By <c>aspire start</c>, which returns; <c>aspire run</c> does the
/// same in the foreground, until Ctrl-C.
/// </summary>
public sealed class AspireSystem : IAsyncLifetime
{
    private readonly DirectoryInfo _state = TestFolder.Create();

    /// <summary>With its token, as it is printed.</summary>
    public Uri Dashboard =>
        new(JsonDocument.Parse(File.ReadAllBytes(EndpointsFile)).RootElement.GetProperty("dashboard").GetString()!);

    /// <summary>By which the command line <c>workforce</c> finds it.</summary>
    public string EndpointsFile => Path.Combine(_state.FullName, "endpoints.json");

    /// <summary>Its RabbitMQ, by port and password of the configuration that it was started with.</summary>
    public Broker Broker => new($"amqp://workforce:{BrokerSetting("default_pass")}@{BrokerSetting("listeners.tcp.1")}");

    public async Task InitializeAsync()
    {
        await AspireCli.RunAsync(
            "start", "--no-build", "--",
            $"--State:Folder={_state.FullName}", "--Servers=programs", "--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off", "--Dashboard=on");
        await Eventually.HoldsAsync(() => File.Exists(EndpointsFile), "the system is up", TimeSpan.FromMinutes(3));
        await AspireCli.RunAsync("resource", "night", "start");
        await Eventually.HoldsAsync(
            async () => (await AspireCli.RunAsync("logs", "night")).Contains("Nothing lost, nothing doubled", StringComparison.Ordinal),
            "the night was played", TimeSpan.FromMinutes(2));
    }

    public async Task DisposeAsync()
    {
        await AspireCli.RunAsync("stop");
        AspireCli.Home.Delete(recursive: true);
        _state.Delete(recursive: true);
    }

    private string BrokerSetting(string name) => File.ReadLines(Path.Combine(_state.FullName, "rabbitmq", "rabbitmq.conf"))
        .Select(line => line.Split(" = "))
        .Single(setting => setting[0] == name)[1];
}
