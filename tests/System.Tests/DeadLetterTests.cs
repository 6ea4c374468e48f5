using Workforce.Contract.Events;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>What an operator does about a message that cannot be handled.</summary>
[Collection(Systems.Name)]
public sealed class DeadLetterTests(SharedSystem shared)
{
    [Fact]
    public async Task DeadLetters_MalformedEvent_IsListedRequeuedAndDropped()
    {
        shared.Log.Expect("R-FAULT");
        var id = Guid.NewGuid();
        var broker = new Broker(await shared.Running.BrokerAsync());
        await broker.PublishJsonAsync<ContractsExpired>(id, """{"batchId":"Budi Santoso"}""");
        await DeadLettersAsync(broker);

        var list = await CommandLine.RunAsync(shared.Running, "dead-letters", "list");
        var retry = await CommandLine.RunAsync(shared.Running, "dead-letters", "requeue", "--id", $"{id}");
        await DeadLettersAsync(broker);
        var drop = await CommandLine.RunAsync(shared.Running, "dead-letters", "drop", "--id", $"{id}");
        var again = await CommandLine.RunAsync(shared.Running, "dead-letters", "drop", "--id", $"{id}");

        await Eventually.HoldsAsync(() => shared.Log.Has("evaluation: MassTransit.ReceiveTransport: R-FAULT"), "the failure is in the service's log");
        Assert.Equal((0, "acting as Rudi Manafe (city_it, Dinas Komunikasi dan Informatika)\n"), (list.ExitCode, list.Errors));
        Assert.Equal(2, list.Output.Split($"{id}").Length - 1);
        Assert.DoesNotContain("Budi", list.Output, StringComparison.Ordinal);
        Assert.Equal("✓ evaluation: 1 message requeued\n✓ notification: 1 message requeued\n", retry.Output);
        Assert.Equal("✓ evaluation: 1 message dropped\n✓ notification: 1 message dropped\n", drop.Output);
        Assert.Equal(2, again.ExitCode);

        var history = (await CommandLine.RunAsync(shared.Running, "dead-letters", "history", "--service", "evaluation")).Output;
        Assert.Matches(@"drop\s+Rudi Manafe\s+1 message ids", history);
        Assert.Matches(@"requeue\s+Rudi Manafe\s+1 message ids", history);
    }

    private static Task DeadLettersAsync(Broker broker) => Eventually.HoldsAsync(
        async () => await broker.CountAsync("evaluation.contracts-expired_error") == 1
            && await broker.CountAsync("notification.contracts-expired_error") == 1,
        "both subscribers have dead-lettered it");
}
