using System.Collections.Concurrent;
using Workforce.Faults.Systems;
using Xunit;

namespace Workforce.System.Tests;

/// <summary>
/// The system at five seconds past midnight of 1 January 2021 in Kupang, for the tests of this project. An error that a service logs and
/// no test expects fails the collection.
/// </summary>
public sealed class SharedSystem : IAsyncLifetime
{
    // A check that fails for a moment on a busy machine does what it is for.
    private readonly ConcurrentBag<string> _expected = ["Diagnostics.HealthChecks"];
    private ErrorLog? _errors;

    public RunningSystem Running { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Running = await RunningSystem.StartAsync(["--Clock:StartsAt=2021-01-01T00:00:05+08:00", "--Sweep:Timer=off"]);
        _errors = Running.WatchErrors();
    }

    /// <summary>What contains this text fails no test when a service logs it as an error.</summary>
    public void Expect(string text) => _expected.Add(text);

    /// <summary>Whether a service has logged an error with this text.</summary>
    public bool HasLogged(string text) => _errors!.Entries.Any(entry => entry.Contains(text, StringComparison.Ordinal));

    public async Task DisposeAsync()
    {
        var unexpected = _errors!.Entries.Where(entry => !_expected.Any(entry.Contains)).ToList();
        await _errors.DisposeAsync();
        await Running.DisposeAsync();
        Assert.True(unexpected.Count == 0, $"Services logged what no test expects:\n{string.Join('\n', unexpected)}");
    }
}
