using Workforce.Faults.Systems;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>The system at five seconds past midnight of 1 January 2021 in Kupang, for the tests of this project.</summary>
public sealed class SharedSystem : IAsyncLifetime
{
    public RunningSystem Running { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Running = await RunningSystem.StartAsync(["--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off"]);

    public async Task DisposeAsync() => await Running.DisposeAsync();
}
