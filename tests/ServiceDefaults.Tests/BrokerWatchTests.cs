using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A process whose bus does not come back to a RabbitMQ that is there ends, to be started again; no other does.</summary>
[Collection(Servers.Name)]
public sealed class BrokerWatchTests(TestServers servers)
{
    private const int ReconnectTimeoutSeconds = 1;

    [Fact]
    public async Task Bus_StoppedWhileBrokerServes_ProcessEndsWithFailure()
    {
        await using var service = await StartAsync();
        service.Log.Expect("it ends, to be started again");
        service.Log.Expect("masstransit-bus"); // /health, asked between the stop and the end

        await service.Services.GetRequiredService<IBusControl>().StopAsync();

        try
        {
            await Eventually.HoldsAsync(() => IsStopping(service), "it ends", TimeSpan.FromSeconds(30));
            Assert.Equal(1, Environment.ExitCode);
        }
        finally
        {
            Environment.ExitCode = 0; // this is the tests' own process
        }
    }

    [Fact]
    public async Task Bus_IsWell_ProcessGoesOn()
    {
        await using var service = await StartAsync();

        await Task.Delay(TimeSpan.FromSeconds(6 + ReconnectTimeoutSeconds));

        Assert.False(IsStopping(service));
    }

    private static bool IsStopping(TestService service) =>
        service.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    private Task<TestService> StartAsync() => MessagingService.StartAsync(servers, reconnectTimeoutSeconds: ReconnectTimeoutSeconds);
}
