using Workforce.Testing;
using Xunit;

namespace Workforce.ServiceDefaults.Tests;

/// <summary>A process whose bus does not come back to a RabbitMQ that is there ends, to be started again; no other does.</summary>
[Collection(Servers.Name)]
public sealed class BrokerWatchTests(TestServers servers)
{
    private const int GiveUpSeconds = 1;

    [Fact]
    public async Task Bus_IsGoneWhileBrokerServes_ProcessEndsWithFailure()
    {
        await using var speaker = await StartAsync();

        await speaker.Bus.StopAsync();

        try
        {
            await Eventually.HoldsAsync(() => Task.FromResult(speaker.IsStopping), "it ends", TimeSpan.FromSeconds(30));
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
        await using var speaker = await StartAsync();

        await Task.Delay(TimeSpan.FromSeconds(6 + GiveUpSeconds));

        Assert.False(speaker.IsStopping);
    }

    private async Task<Speaker> StartAsync() =>
        await Speaker.StartAsync(await servers.CreateDatabaseAsync(), servers.RabbitMq, giveUpSeconds: GiveUpSeconds);
}
