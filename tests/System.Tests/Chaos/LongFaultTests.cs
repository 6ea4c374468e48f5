using Workforce.Faults.Injection;
using Xunit;

namespace Workforce.System.Tests.Chaos;

/// <summary>The other faults, and those that take long by their nature; <c>./test --long</c> runs them.</summary>
[Collection(BrokenSystems.Name)]
[Trait("Category", "Long")]
public sealed class LongFaultTests(BrokenSystem system)
{
    [Theory]
    [InlineData("kill", "contract", 1)]
    [InlineData("kill", "rabbitmq", 1)]
    [InlineData("stop", "notification", 0)]
    [InlineData("three-times", "rabbitmq", 3)]
    [InlineData("unbound", "evaluation.contracts-expired", 2)]
    [InlineData("unbound", "contract.notices-issued", 2)]
    [InlineData("kill", "registry", 2)]
    [InlineData("kill", "notification", 2)]
    [InlineData("kill", "postgres", 2)]
    [InlineData("kill", "redis", 5)]
    [InlineData("kill-loop", "evaluation", 10)]
    [InlineData("kill-loop", "notification", 10)]
    [InlineData("freeze", "postgres", 30)]
    [InlineData("freeze", "rabbitmq", 10)]
    [InlineData("long-freeze", "rabbitmq", 60)]
    [InlineData("closed-channels", "contract", 8)]
    [InlineData("closed-channels", "evaluation", 8)]
    [InlineData("closed-channels", "notification", 8)]
    [InlineData("kill", "postgres", 30)]
    [InlineData("cut", "notification>registry", 30)]
    [InlineData("cut", "contract>registry", 30)]
    [InlineData("slow", "registry>redis", 6)]
    [InlineData("memory-alarm", "rabbitmq", 5)]
    [InlineData("twin", "contract", 5)]
    [InlineData("stale-relay", "evaluation", 5)]
    [InlineData("unbound", "notification.contracts-expired", 5)]
    [InlineData("unbound", "contract.evaluations-requested", 5)]
    [InlineData("clock-back", "contract", 3)]
    [InlineData("rolling-restart", "services", 1)]
    [InlineData("old-snapshot", "postgres", 10)]
    [InlineData("a-day-later", "remembered", 0)]
    [InlineData("a-day-later", "forgotten", 0)]
    public async Task Night_WithFault_EndsWhole(string fault, string target, double seconds) =>
        await system.PlayAsync(FaultCatalog.Named(fault), target, seconds, contracts: 8_000);
}
