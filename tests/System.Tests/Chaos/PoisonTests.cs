using Xunit;

namespace Workforce.System.Tests.Chaos;

/// <summary>What cannot be handled is parked alone and exactly, whatever is done with it.</summary>
[Collection(BrokenSystems.Name)]
public sealed class PoisonTests(BrokenSystem system)
{
    [Fact]
    public async Task Night_SomeContractsMalformed_RestIsToldAndTheyAreParkedAlsoAfterARetry()
    {
        await system.PlayMalformedAsync(contracts: 2_000, malformed: 2);
        var parked = (await system.JudgeAsync()).Parked;

        var (exitCode, output, errors) = await CommandLine.RunAsync(system.Running.Running, "parked", "retry", "--all");

        Assert.True(exitCode == 0, $"exit code {exitCode}\n{output}\n{errors}");
        await system.AssertWholeAsync();
        Assert.Equal(parked, (await system.JudgeAsync()).Parked);
    }
}
