using Workforce.Faults.Injection;
using Xunit;

namespace Workforce.System.Tests.Chaos;

/// <summary>Each fault by itself, as <c>bench/run chaos</c> has it too: each contract gets exactly one request and one notice.</summary>
[Collection(BrokenSystems.Name)]
public sealed class FaultTests(BrokenSystem system)
{
    [Theory]
    [InlineData("kill", "evaluation", 1)]
    [InlineData("stale-relay", "contract", 4)]
    [InlineData("sweeps-on-demand", "contract", 2)]
    [InlineData("unbound", "all of Workforce.Contract.Events:ContractsExpired", 2)]
    [InlineData("cut", "contract>rabbitmq", 1)]
    [InlineData("lost-confirms", "evaluation>rabbitmq", 1)]
    [InlineData("flush", "redis", 1)]
    [InlineData("strays", "evaluation.contracts-expired", 0)]
    [InlineData("corrections", "registry", 4)]
    [InlineData("zone-changes", "contract", 1)]
    public async Task Night_WithFault_EndsWhole(string fault, string target, double seconds) =>
        await system.PlayAsync(FaultCatalog.Named(fault), target, seconds);
}
