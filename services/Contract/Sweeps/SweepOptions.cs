using System.ComponentModel.DataAnnotations;

namespace Workforce.Contract.Sweeps;

/// <summary>Settings under <c>Sweep</c>.</summary>
public sealed class SweepOptions
{
    public const string Section = "Sweep";

    /// <summary><c>on</c>: cities are swept by the timer; <c>off</c>: only by <c>Expire</c>.</summary>
    public SweepTimerSwitch Timer { get; set; } = SweepTimerSwitch.On;

    /// <summary>How often the timer lists the days that are over, in seconds.</summary>
    [Range(1, 3600)]
    public int EverySeconds { get; set; } = 30;

    /// <summary>
    /// How long a city is not swept while contracts of its register are missing, no more arrive, and no import stores any, in minutes; then
    /// it is swept without them, for those of all others are over.
    /// </summary>
    [Range(0, 1440)]
    public int MissingMinutes { get; set; } = 60;

    /// <summary>Contracts in one transaction.</summary>
    [Range(1, 50_000)]
    public int ChunkSize { get; set; } = 5_000;

    /// <summary>Contracts in one message; consumers count on no more than 1,000.</summary>
    [Range(1, 1_000)]
    public int BatchSize { get; set; } = 1_000;

    /// <summary>Cities that the timer sweeps side by side.</summary>
    [Range(1, 64)]
    public int ConcurrentCities { get; set; } = 4;

    /// <summary>
    /// Contracts in flight, published and not yet reported on, above which a sweep pauses: so queues stay short, and a small city that comes
    /// later does not wait behind a large one's messages. With fewer than 15,000 the consumers ran dry, on two cores with one instance of
    /// each service; more instances need more.
    /// </summary>
    [Range(1, 100_000_000)]
    public int ContractsInFlight { get; set; } = 15_000;

    /// <summary>Seconds that one chunk pauses at most: contracts end at midnight also when the consumers are down.</summary>
    [Range(0, 3600)]
    public int PauseSeconds { get; set; } = 5;
}

public enum SweepTimerSwitch
{
    On,
    Off,
}
