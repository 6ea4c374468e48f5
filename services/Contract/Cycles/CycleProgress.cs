namespace Workforce.Contract.Cycles;

/// <summary>How far a cycle has come: the sums of what its batches reported.</summary>
/// <param name="CycleId">The cycle.</param>
/// <param name="LastDay">The day on which its contracts ended.</param>
/// <param name="Expired">Contracts that it has ended so far.</param>
/// <param name="Requested">Evaluation requests made.</param>
/// <param name="Told">Notices to workers stored.</param>
/// <param name="FirstExpiredAt">When its first batch was announced, by the system's clock, UTC.</param>
/// <param name="LastToldAt">When the last notice so far was stored, as Notification said, UTC.</param>
/// <param name="SweepEnded">No contract of that city and day is left to expire.</param>
public sealed record CycleProgress(
    Guid CycleId, DateOnly LastDay, int Expired, int Requested, int Told, DateTime? FirstExpiredAt, DateTime? LastToldAt,
    bool SweepEnded)
{
    public bool AllTold => SweepEnded && Expired > 0 && Requested >= Expired && Told >= Expired;
}
