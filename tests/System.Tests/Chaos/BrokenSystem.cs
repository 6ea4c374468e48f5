using Workforce.Faults;
using Workforce.Faults.Injection;
using Workforce.Faults.Judging;
using Workforce.Faults.Nation;
using Workforce.Testing;
using Xunit;

namespace Workforce.System.Tests.Chaos;

/// <summary>One system that can be broken, for the tests of faults; each has governments of its own, whose night it plays.</summary>
public sealed class BrokenSystem : IAsyncLifetime
{
    private const int Together = 4;
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private int _governments;

    public ChaosSystem Running { get; private set; } = null!;

    public async Task InitializeAsync() => Running = await ChaosSystem.StartAsync(new ChaosSettings());

    public async Task DisposeAsync() => await Running.DisposeAsync();

    /// <summary>Lets contracts fall due while a fault lasts, before it and after its begin, and waits until all is as it must be.</summary>
    public async Task PlayAsync(IFault fault, string target, double seconds, int contracts = 2_000)
    {
        var governments = await FillAsync(contracts);
        var strike = new Strike(At: 0, fault, target, seconds, Seed: 1);

        await Running.FallDueAsync(governments[0]);
        await Running.FallDueAsync(governments[1]);
        var striking = fault.InjectAsync(Running, strike, CancellationToken.None);
        await Task.Delay(TimeSpan.FromSeconds(seconds / 2));
        foreach (var government in governments.Skip(2))
            await Running.FallDueAsync(government);
        await striking;

        await AssertWholeAsync();
        Assert.Empty(Running.Complaints);
    }

    /// <summary>Plays a night in which some contracts are malformed.</summary>
    public async Task PlayMalformedAsync(int contracts, int malformed)
    {
        var governments = await FillAsync(contracts);
        await Running.MalformAsync(malformed, new Random(malformed));
        foreach (var government in governments)
            await Running.FallDueAsync(government);
        await AssertWholeAsync();
    }

    /// <summary>Plays a night without any fault, unless some night was played already.</summary>
    public async Task PlayOnceAsync(int contracts)
    {
        if (Running.Expected.DueCities.Count > 0)
            return;
        foreach (var government in await FillAsync(contracts))
            await Running.FallDueAsync(government);
        await AssertWholeAsync();
    }

    public Task<Verdict> JudgeAsync() => new Oracle(Running.Running, Running.Expected).JudgeAsync();

    /// <summary>Waits until the oracle finds nothing.</summary>
    public async Task AssertWholeAsync()
    {
        Verdict? verdict = null;
        try
        {
            await Eventually.HoldsAsync(async () => (verdict = await JudgeAsync()).IsClean, "the oracle finds nothing", Timeout);
        }
        catch (TimeoutException)
        {
            Assert.Fail(string.Join('\n', verdict!.Findings));
        }
    }

    private async Task<IReadOnlyList<Government>> FillAsync(int contracts)
    {
        var governments = Enumerable.Range(0, Together)
            .Select(_ => Governments.Small(Interlocked.Increment(ref _governments), contracts / Together)).ToList();
        await Running.FillAsync(governments);
        return governments;
    }
}

/// <summary>The tests that break the system; they share one.</summary>
[CollectionDefinition(Name)]
public sealed class BrokenSystems : ICollectionFixture<BrokenSystem>
{
    public const string Name = "broken system";
}
