using Workforce.Faults.Systems;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// The system at five seconds past midnight of 1 January 2021 in Kupang, for the tests of this project. An error that a service logs and
/// no test expects fails the collection.
/// </summary>
public sealed class SharedSystem : IAsyncLifetime
{
    private ErrorLog? _errors;

    /// <summary>Where a test says which errors of services it expects.</summary>
    public LogWatch Log { get; } = new();

    public RunningSystem Running { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Running = await RunningSystem.StartAsync(["--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off"]);
        // A check that fails for a moment on a busy machine does what it is for.
        Log.Expect("Diagnostics.HealthChecks");
        _errors = Running.WatchErrors(Log);
    }

    public async Task DisposeAsync()
    {
        await _errors!.DisposeAsync();
        await Running.DisposeAsync();
        Log.AssertNothingUnexpected();
    }
}
