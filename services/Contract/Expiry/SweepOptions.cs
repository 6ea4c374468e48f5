using System.ComponentModel.DataAnnotations;

namespace Workforce.Contract.Expiry;

/// <summary>Settings under <c>Sweep</c>.</summary>
public sealed class SweepOptions
{
    public const string Section = "Sweep";

    /// <summary><c>on</c>: sweep by itself; <c>off</c>: only when asked to.</summary>
    public SweepTimerSwitch Timer { get; set; } = SweepTimerSwitch.On;

    /// <summary>How often to look whether a day is over somewhere, in seconds.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 30;

    /// <summary>Contracts in one transaction.</summary>
    [Range(1, 50_000)]
    public int ChunkSize { get; set; } = 5_000;

    /// <summary>Contracts in one message; readers count on no more than 500.</summary>
    [Range(1, 500)]
    public int BatchSize { get; set; } = 500;

    /// <summary>Cities that the timer sweeps side by side.</summary>
    [Range(1, 64)]
    public int CitiesAtOnce { get; set; } = 4;

    /// <summary>
    /// Batches under way, announced but not yet requested and told, above which a sweep pauses: so queues stay short, and a
    /// small city that comes later does not wait behind a large one's messages. With fewer than 30 those who handle
    /// them ran dry, on two cores with one instance of each service; more instances need more.
    /// </summary>
    [Range(1, 100_000)]
    public int BatchesInFlight { get; set; } = 30;

    /// <summary>
    /// Seconds that one chunk pauses at most: contracts end at midnight also when those who are to be told of it are down.
    /// </summary>
    [Range(0, 3600)]
    public int PatienceSeconds { get; set; } = 5;
}
