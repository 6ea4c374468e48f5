using Workforce.Contract.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>What an operator does about a message that nobody can handle.</summary>
[Collection(Systems.Name)]
public sealed class ParkedTests(SharedSystem shared)
{
    [Fact]
    public async Task Parked_MalformedEvent_IsListedRetriedAndDropped()
    {
        var id = Guid.NewGuid();
        var wire = new Wire(await shared.Running.BrokerAsync());
        var broker = new Broker(await shared.Running.BrokerAsync());
        await wire.PublishJsonAsync<ContractsExpired>(id, """{"batchId":"Budi Santoso"}""");
        await ParkedAsync(broker);

        var list = await CommandLine.RunAsync(shared.Running, "parked", "list");
        var retry = await CommandLine.RunAsync(shared.Running, "parked", "retry", "--id", $"{id}");
        await ParkedAsync(broker);
        var drop = await CommandLine.RunAsync(shared.Running, "parked", "drop", "--id", $"{id}");
        var again = await CommandLine.RunAsync(shared.Running, "parked", "drop", "--id", $"{id}");

        Assert.Equal((0, ""), (list.ExitCode, list.Errors));
        Assert.Equal(2, list.Output.Split($"{id}").Length - 1);
        Assert.DoesNotContain("Budi", list.Output, StringComparison.Ordinal);
        Assert.Equal("✓ evaluation: 1 message put back\n✓ notification: 1 message put back\n", retry.Output);
        Assert.Equal("✓ evaluation: 1 message dropped\n✓ notification: 1 message dropped\n", drop.Output);
        Assert.Equal(2, again.ExitCode);
    }

    private static Task ParkedAsync(Broker broker) => Eventually.HoldsAsync(
        async () => await broker.CountAsync("evaluation.contracts-expired_error") == 1
            && await broker.CountAsync("notification.contracts-expired_error") == 1,
        "both who hear it have parked it");
}
