using Xunit;

namespace Workforce.System.Tests.Chaos;

/// <summary>What cannot be handled is dead-lettered alone and exactly, also when it is requeued.</summary>
[Collection(BrokenSystems.Name)]
public sealed class PoisonTests(BrokenSystem system)
{
    [Fact]
    public async Task Night_SomeContractsMalformed_RestIsNotifiedAndTheyAreDeadLetteredAlsoWhenRequeued()
    {
        await system.PlayMalformedAsync(contracts: 2_000, malformed: 2);
        var deadLetter = (await system.JudgeAsync()).DeadLetters;

        var (exitCode, output, errors) = await CommandLine.RunAsync(system.Running.Running, "dead-letters", "requeue", "--all");

        Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
        await system.AssertWholeAsync();
        Assert.Equal(deadLetter, (await system.JudgeAsync()).DeadLetters);
    }
}
