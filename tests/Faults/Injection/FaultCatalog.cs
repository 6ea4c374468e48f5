namespace Workforce.Faults.Injection;

/// <summary>Every fault that a schedule can have.</summary>
public static class FaultCatalog
{
    /// <summary>During the night.</summary>
    public static readonly IReadOnlyList<IFault> InTheNight =
    [
        new KillFault(), new KillLoopFault(), new StopFault(), new RollingRestartFault(),
        new TwinFault(), new StaleRelayFault(), new ExpireFault(), new FreezeFault(), new LongFreezeFault(),
        new UnboundFault(), new MemoryAlarmFault(), new ClosedChannelsFault(), new CutFault(), new LostConfirmsFault(), new SlowFault(),
        new SnapshotFault(), new FlushFault(), new RepeatFault(), new StrayFault(), new CorrectFault(), new RateFault(),
        new ClockBackFault(), new SecondMidnightFault(), new ZoneFault(),
    ];

    /// <summary>When every worker has been notified.</summary>
    public static readonly IFault Afterwards = new DayLaterFault();

    public static IEnumerable<IFault> All => [.. InTheNight, Afterwards];

    /// <exception cref="KeyNotFoundException">No fault has that name.</exception>
    public static IFault Named(string name) =>
        All.FirstOrDefault(fault => fault.Name == name) ?? throw new KeyNotFoundException($"There is no fault '{name}'");
}
