using Workforce.ServiceDefaults.Access;

namespace Workforce.Contract.Batches;

/// <summary>How far a cycle has come: the sums of what was reported of its batches.</summary>
/// <param name="Expired">Its contracts that expired so far, without those that returned; the following likewise.</param>
/// <param name="Continuing">Those of them whose workers go on by the next contract.</param>
/// <param name="RequestsDue">Evaluation requests that the expired demand; continuing ones may demand none.</param>
/// <param name="Requested">Evaluation requests created.</param>
/// <param name="Notified">Notices issued to workers.</param>
/// <param name="Returned">Expiries that were taken back, as the register was corrected.</param>
/// <param name="ExpiredBy">Whose act it was; none where it was the sweep's timer alone.</param>
/// <param name="FirstExpiredAt">By the system's clock, UTC.</param>
/// <param name="LastNotifiedAt">When the last notice so far was issued, by Notification's clock, UTC.</param>
/// <param name="SweepEnded">No contract of that city and day is left to expire.</param>
public sealed record CycleProgress(
    Guid CycleId, Guid CityId, DateOnly LastDay, int Expired, int Continuing, int RequestsDue, int Requested, int Notified, int Returned, IReadOnlyList<Actor> ExpiredBy, DateTime? FirstExpiredAt,
    DateTime? LastNotifiedAt, bool SweepEnded)
{
    public bool IsComplete => SweepEnded && Expired + Returned > 0 && Requested >= RequestsDue && Notified >= Expired;
}
